package io.chanuka.db.provider;

import java.util.Arrays;
import java.util.Locale;

import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * The providers of PostgreSQL servers. Their rules are asked in this order.
 */
public enum Provider {

	/**
	 * Neon.
	 */
	NEON(new NeonRule()),

	/**
	 * Supabase.
	 */
	SUPABASE(new SupabaseRule()),

	/**
	 * Azure Database for PostgreSQL, flexible server.
	 */
	AZURE(new AzureRule()),

	/**
	 * Amazon RDS, Aurora and RDS Proxy.
	 */
	AWS(new AwsRule()),

	/**
	 * Prisma Postgres.
	 */
	PRISMA(new PrismaRule()),

	/**
	 * PlanetScale for Postgres.
	 */
	PLANETSCALE(new PlanetScaleRule()),

	/**
	 * Fly.io Managed Postgres.
	 */
	FLY(new FlyRule()),

	/**
	 * Crunchy Bridge.
	 */
	CRUNCHY_BRIDGE(new CrunchyBridgeRule()),

	/**
	 * DigitalOcean Managed Databases.
	 */
	DIGITALOCEAN(new DigitalOceanRule()),

	/**
	 * Railway.
	 */
	RAILWAY(new RailwayRule()),

	/**
	 * Heroku Postgres.
	 */
	HEROKU(new HerokuRule()),

	/**
	 * PgBouncer in front of a server of which nothing else is known.
	 */
	PGBOUNCER(new PgBouncerRule()),

	/**
	 * A plain PostgreSQL server, or one whose operator is not known.
	 */
	POSTGRES((address) -> null);

	private final ProviderRule rule;

	Provider(ProviderRule rule) {
		this.rule = rule;
	}

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

	/**
	 * What holds at its direct endpoints, by whatever host they are reached.
	 * @return the traits
	 */
	EndpointTraits traits() {
		return this.rule.traits(EndpointKind.DIRECT);
	}

	@Nullable String tenant(PostgresUrl url, @Nullable String username) {
		return this.rule.tenant(url, username);
	}

	@Nullable RuleMatch match(HostAndPort address, @Nullable String platform) {
		return this.rule.match(address, platform);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
