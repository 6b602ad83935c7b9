package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the addresses of one provider. Every fact that a rule states has its source
 * in the provider's documentation; what is not documented is not in the rule.
 */
@FunctionalInterface
interface ProviderRule {

	/**
	 * Looks at an address.
	 * @param address the address, its host in lower case and without the dot of the root
	 * @return what it tells, or {@code null} if it is not one of this provider
	 */
	@Nullable RuleMatch match(HostAndPort address);

	/**
	 * What holds at all endpoints of the provider, by whatever host they are reached.
	 * @param kind what a connection reaches
	 * @return the traits
	 */
	default EndpointTraits traits(EndpointKind kind) {
		return EndpointTraits.of(kind);
	}

}
