package io.chanuka.db.provider;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The providers of PostgreSQL servers. Their rules are asked in this order.
 */
public enum Provider {

	/**
	 * Neon.
	 */
	NEON,

	/**
	 * Supabase.
	 */
	SUPABASE,

	/**
	 * Azure Database for PostgreSQL, flexible server.
	 */
	AZURE,

	/**
	 * Amazon RDS, Aurora and RDS Proxy.
	 */
	AWS,

	/**
	 * Prisma Postgres.
	 */
	PRISMA,

	/**
	 * PlanetScale for Postgres.
	 */
	PLANETSCALE,

	/**
	 * Fly.io Managed Postgres.
	 */
	FLY,

	/**
	 * Crunchy Bridge.
	 */
	CRUNCHY_BRIDGE,

	/**
	 * DigitalOcean Managed Databases.
	 */
	DIGITALOCEAN,

	/**
	 * Railway.
	 */
	RAILWAY,

	/**
	 * Heroku Postgres.
	 */
	HEROKU,

	/**
	 * PgBouncer in front of a server of which nothing else is known.
	 */
	PGBOUNCER,

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
			.filter((provider) -> provider.name().equalsIgnoreCase(name.strip().replace('-', '_')))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
