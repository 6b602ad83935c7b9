package io.chanuka.db.tls;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How much a connection demands of its encryption, the weakest first. The names are
 * libpq's.
 *
 * @see <a href="https://www.postgresql.org/docs/18/libpq-ssl.html">PostgreSQL 18, SSL
 * Support</a>
 */
public enum SslMode {

	/**
	 * Never encrypted.
	 */
	DISABLE,

	/**
	 * Encrypted only if the server insists.
	 */
	ALLOW,

	/**
	 * Encrypted if the server can.
	 */
	PREFER,

	/**
	 * Encrypted, with a server that is not verified.
	 */
	REQUIRE,

	/**
	 * Encrypted, and an authority that is trusted has certified the server.
	 */
	VERIFY_CA,

	/**
	 * Encrypted, certified, and the certificate is for the host that was asked for.
	 */
	VERIFY_FULL;

	/**
	 * Finds a mode by its name.
	 * @param name the name, in any case
	 * @return the mode, or {@code null} if there is none of this name
	 */
	public static @Nullable SslMode named(String name) {
		return Arrays.stream(values())
			.filter((mode) -> mode.toString().equalsIgnoreCase(name.strip()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether the certificate of the server is verified.
	 * @return {@code false} if any server is accepted
	 */
	public boolean isVerified() {
		return this == VERIFY_CA || this == VERIFY_FULL;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
