package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What a rule decides about an address that it recognises.
 *
 * @param kind what a connection reaches
 * @param directSibling see {@link DetectedProvider#directSibling()}
 * @param traits what can be relied on
 * @param reason how it was recognised, a sentence
 */
record RuleMatch(EndpointKind kind, @Nullable HostAndPort directSibling, EndpointTraits traits, String reason) {

	static RuleMatch of(EndpointKind kind, EndpointTraits traits, String reason) {
		return new RuleMatch(kind, null, traits, reason);
	}

	/**
	 * A pooler in transaction mode whose direct sibling is known.
	 */
	static RuleMatch pooled(HostAndPort directSibling, EndpointTraits traits, String reason) {
		return new RuleMatch(EndpointKind.TRANSACTION_POOLED, directSibling, traits, reason);
	}

}
