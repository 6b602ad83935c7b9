package io.chanuka.db.provider;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What can be relied on at an endpoint, and what cannot.
 *
 * @param preparedStatements whether named statements that the server has prepared survive
 * until they are used again
 * @param startupParameters whether parameters other than user, database, application name
 * and the few that every pooler knows may be sent when a connection is opened
 * @param sessionState whether settings, advisory locks and temporary tables of a session
 * survive the end of a transaction
 * @param scalesToZero whether the server may be suspended while it is not used
 * @param coldStart how long waking it takes as a rule, or {@code null} if nothing is
 * documented
 * @param certificateAuthority the authority that signs the certificate
 * @param ipv6Only whether the host has no IPv4 address as a rule
 */
public record EndpointTraits(boolean preparedStatements, boolean startupParameters, boolean sessionState,
		boolean scalesToZero, @Nullable Duration coldStart, CertificateAuthority certificateAuthority,
		boolean ipv6Only) {

	/**
	 * What holds at any endpoint of a kind. A pooler refuses startup parameters that it
	 * does not track, whatever its mode.
	 * @param kind the kind
	 * @return its traits
	 * @see <a href=
	 * "https://www.pgbouncer.org/config.html#ignore_startup_parameters">PgBouncer,
	 * ignore_startup_parameters</a>
	 */
	public static EndpointTraits of(EndpointKind kind) {
		boolean session = kind != EndpointKind.TRANSACTION_POOLED;
		return new EndpointTraits(session, kind == EndpointKind.DIRECT, session, false, null,
				CertificateAuthority.UNKNOWN, false);
	}

	/**
	 * Traits of another kind, and of this host where the kind does not matter.
	 */
	EndpointTraits withKind(EndpointKind kind) {
		EndpointTraits traits = of(kind);
		return new EndpointTraits(traits.preparedStatements, traits.startupParameters, traits.sessionState,
				this.scalesToZero, this.coldStart, this.certificateAuthority, this.ipv6Only);
	}

	/**
	 * Traits of this host, and of a provider where the host does not matter.
	 */
	EndpointTraits withProvider(EndpointTraits traits) {
		CertificateAuthority authority = this.certificateAuthority.equals(CertificateAuthority.UNKNOWN)
				? traits.certificateAuthority : this.certificateAuthority;
		return new EndpointTraits(this.preparedStatements, this.startupParameters, this.sessionState,
				traits.scalesToZero, traits.coldStart, authority, this.ipv6Only);
	}

	/**
	 * What can be relied on if a connection may go to either of two hosts.
	 */
	EndpointTraits and(EndpointTraits other) {
		boolean isPublic = this.certificateAuthority.kind() == CertificateAuthority.Kind.PUBLIC;
		return new EndpointTraits(this.preparedStatements && other.preparedStatements,
				this.startupParameters && other.startupParameters, this.sessionState && other.sessionState,
				this.scalesToZero || other.scalesToZero, (this.coldStart != null) ? this.coldStart : other.coldStart,
				isPublic ? other.certificateAuthority : this.certificateAuthority, this.ipv6Only || other.ipv6Only);
	}

	EndpointTraits withPreparedStatements() {
		return new EndpointTraits(true, this.startupParameters, this.sessionState, this.scalesToZero, this.coldStart,
				this.certificateAuthority, this.ipv6Only);
	}

	EndpointTraits withSessionState() {
		return new EndpointTraits(this.preparedStatements, this.startupParameters, true, this.scalesToZero,
				this.coldStart, this.certificateAuthority, this.ipv6Only);
	}

	EndpointTraits withScaleToZero(Duration usualColdStart) {
		return new EndpointTraits(this.preparedStatements, this.startupParameters, this.sessionState, true,
				usualColdStart, this.certificateAuthority, this.ipv6Only);
	}

	EndpointTraits withCertificateAuthority(CertificateAuthority authority) {
		return new EndpointTraits(this.preparedStatements, this.startupParameters, this.sessionState, this.scalesToZero,
				this.coldStart, authority, this.ipv6Only);
	}

	EndpointTraits withIpv6Only() {
		return new EndpointTraits(this.preparedStatements, this.startupParameters, this.sessionState, this.scalesToZero,
				this.coldStart, this.certificateAuthority, true);
	}

}
