package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the addresses of one provider. Every fact that a rule states has its source
 * in the provider's documentation; what is not documented is not in the rule.
 */
@FunctionalInterface
interface ProviderRule {

	/**
	 * Recognises an address.
	 * @param address the address, its host in lower case and without the dot of the root
	 * @return what it reveals, or {@code null} if it is not one of this provider
	 */
	@Nullable RuleMatch match(HostAndPort address);

	/**
	 * Recognises an address with the help of the platform that the application runs on.
	 * @param address the address, its host in lower case and without the dot of the root
	 * @param platform the platform, or {@code null} if none was detected
	 * @return what the address is recognised as, or {@code null} if it is not one of this
	 * provider
	 */
	default @Nullable RuleMatch match(HostAndPort address, @Nullable String platform) {
		return match(address);
	}

	/**
	 * What identifies a database on one of the provider's hosts, besides its name.
	 * @param url a URL whose host this rule recognises
	 * @param username the user of the connections, or {@code null} if none is known
	 * @return the identifier, or {@code null} if the host identifies the server
	 */
	default @Nullable String tenant(PostgresUrl url, @Nullable String username) {
		return null;
	}

	/**
	 * What holds at all endpoints of the provider, by whatever host they are reached.
	 * @param kind what a connection reaches
	 * @return the traits
	 */
	default EndpointTraits traits(EndpointKind kind) {
		return EndpointTraits.of(kind);
	}

}
