package io.chanuka.db.provider;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Who runs a PostgreSQL server.
 */
public enum Provider {

	/**
	 * Neon, whose pooled endpoints carry {@code -pooler} in the host name.
	 */
	NEON,

	/**
	 * A plain PostgreSQL server, or one whose operator is not known.
	 */
	POSTGRES;

	/**
	 * Finds a provider by its name.
	 * @param name the name, in any case
	 * @return the provider, or {@code null} if there is none of this name
	 */
	public static @Nullable Provider named(String name) {
		return Arrays.stream(values())
			.filter((provider) -> provider.name().equalsIgnoreCase(name.strip()))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
