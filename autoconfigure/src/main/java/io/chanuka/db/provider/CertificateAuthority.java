package io.chanuka.db.provider;

import org.jspecify.annotations.Nullable;

/**
 * The authority that signs a server's certificate.
 *
 * @param kind whether a public authority signs it
 * @param advice for a private authority what to download and where, a sentence;
 * {@code null} if nothing is needed or known
 */
public record CertificateAuthority(Kind kind, @Nullable String advice) {

	/**
	 * The kinds of authorities.
	 */
	public enum Kind {

		/**
		 * One that operating systems and Java trust by themselves.
		 */
		PUBLIC,

		/**
		 * One whose root certificate has to be downloaded first.
		 */
		PRIVATE,

		/**
		 * None: the server signs its own, so it cannot be verified.
		 */
		SELF_SIGNED,

		/**
		 * Nothing is documented.
		 */
		UNKNOWN

	}

	/**
	 * A public authority.
	 */
	public static final CertificateAuthority PUBLIC = new CertificateAuthority(Kind.PUBLIC, null);

	/**
	 * No authority at all.
	 */
	public static final CertificateAuthority SELF_SIGNED = new CertificateAuthority(Kind.SELF_SIGNED, null);

	/**
	 * An authority of which nothing is documented.
	 */
	public static final CertificateAuthority UNKNOWN = new CertificateAuthority(Kind.UNKNOWN, null);

	static CertificateAuthority ofProvider(String advice) {
		return new CertificateAuthority(Kind.PRIVATE, advice);
	}

}
