package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What an address, or the configuration, reveals of the server behind it.
 *
 * @param provider the provider of the server
 * @param kind what a connection reaches
 * @param kindKnown whether a provider's rule or the configuration decided the kind; if
 * not, it is an assumption
 * @param directSibling the address of the same database without the pooler, or at least
 * without one in transaction mode; {@code null} if there is no need or it cannot be
 * derived
 * @param traits what can be relied on
 * @param reason why this was decided, in sentences
 */
public record DetectedProvider(Provider provider, EndpointKind kind, boolean kindKnown,
		@Nullable HostAndPort directSibling, EndpointTraits traits, String reason) {

	/**
	 * Whether a provider's rule or the configuration decided anything.
	 * @return {@code false} for a server of which nothing is known but its address
	 */
	public boolean isRecognized() {
		return this.kindKnown || this.provider != Provider.POSTGRES;
	}

	/**
	 * The configuration names the provider. What the host reveals of a pooler stays true.
	 * @param named the provider
	 * @param source the property that names it
	 * @return a copy
	 */
	public DetectedProvider withProvider(Provider named, String source) {
		EndpointTraits direct = ProviderRules.of(named).traits(EndpointKind.DIRECT);
		String scale = direct.scalesToZero() ? " Whatever the host, " + named + " scales to zero." : "";
		return new DetectedProvider(named, this.kind, this.kindKnown, this.directSibling,
				this.traits.withProvider(direct), "Set by " + source + ". " + this.reason + scale);
	}

	/**
	 * The configuration names what a connection reaches. Where there is no pooler, no
	 * sibling is needed.
	 * @param named what it reaches
	 * @param source the property that names it
	 * @return a copy
	 */
	public DetectedProvider withKind(EndpointKind named, String source) {
		return new DetectedProvider(this.provider, named, true,
				(named != EndpointKind.DIRECT) ? this.directSibling : null,
				(named != this.kind) ? this.traits.withKind(named) : this.traits, "Set by " + source + ".");
	}

	/**
	 * A URL has another host too: what holds at both, and the kind that keeps less.
	 * @param other what the other host is recognised as
	 * @return a copy
	 */
	public DetectedProvider and(DetectedProvider other) {
		EndpointKind kept = (other.kind.ordinal() > this.kind.ordinal()) ? other.kind : this.kind;
		return new DetectedProvider(this.provider, kept, this.kindKnown && other.kindKnown, null,
				this.traits.and(other.traits), this.reason);
	}

}
