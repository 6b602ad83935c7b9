package io.chanuka.db.settings.selection;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The properties and variables that may name the database, its user or its password.
 */
public final class UrlNames {

	/**
	 * The property of the runtime's URL.
	 */
	public static final String URL = "chanuka.db.url";

	static final String HOST = "chanuka.db.host";

	/**
	 * The property of the URL of the migrations.
	 */
	public static final String MIGRATION_URL = "chanuka.db.migration.url";

	static final String SPRING_URL = "spring.datasource.url";

	static final String HIKARI_URL = "spring.datasource.hikari.jdbc-url";

	/**
	 * For HikariCP these count where the pool has no user, or no password.
	 */
	static final String DRIVER_USER = DriverProperties.PREFIX + "user";

	static final String DRIVER_PASSWORD = DriverProperties.PREFIX + "password";

	static final String NEON_URL_VARIABLE = "NEON_DATABASE_URL";

	static final String URL_VARIABLE = "DATABASE_URL";

	static final String POOLED_URL_VARIABLE = "DATABASE_URL_POOLED";

	static final String POSTGRES_URL_VARIABLE = "POSTGRES_URL";

	static final String MIGRATION_URL_VARIABLE = "MIGRATION_DATABASE_URL";

	static final String HOST_VARIABLE = "POSTGRES_HOST";

	/**
	 * Properties of Spring Boot that select another driver than the URL does.
	 */
	static final List<String> DRIVERS = List.of("spring.datasource.hikari.data-source-class-name",
			"spring.datasource.hikari.driver-class-name", "spring.datasource.driver-class-name");

	/**
	 * URLs for migrations in the names of the tools.
	 */
	public static final List<String> TOOLS = List.of("spring.flyway", "spring.liquibase");

	/**
	 * What providers set beside their URL: Neon and Vercel, Vercel, Railway, Supabase's
	 * and Prisma's habit.
	 */
	public static final List<String> DIRECT_SIBLINGS = List.of("DATABASE_URL_UNPOOLED", "POSTGRES_URL_NON_POOLING",
			"DATABASE_UNPOOLED_URL", "DIRECT_URL");

	/**
	 * Parts of a URL, which count beside a host only.
	 */
	public static final List<String> PARTS = List.of(HOST_VARIABLE, "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_DATABASE",
			"POSTGRES_USER", "POSTGRES_PASSWORD");

	/**
	 * Variables that choose Neon's URL.
	 */
	public static final List<String> SWITCHES = List.of("DATABASE_PROVIDER", "DATABASE_DRIVER", "NEON_DATABASE");

	/**
	 * Variables that other programs understand. They are not read; a missing URL is
	 * reported together with those that are set.
	 */
	static final List<String> NOT_READ = List.of("PGHOST", "PGHOSTADDR", "PGSERVICE", "JDBC_DATABASE_URL",
			"POSTGRES_PRISMA_URL", "POSTGRES_URL_NO_SSL", "DATABASE_PUBLIC_URL", "DATABASE_PRIVATE_URL",
			"DATABASE_CONNECTION_POOL_URL", "DB_URL", "DB_HOST", "DATABASE_HOST", "DATABASE_URI", "POSTGRESQL_URL",
			"POSTGRESQL_ADDON_URI", "SUPABASE_DB_URL", "R2DBC_URL", "SPRING_R2DBC_URL");

	private UrlNames() {
	}

	/**
	 * The properties of Spring's environment.
	 * @return their names
	 */
	public static Set<String> properties() {
		Set<String> names = new TreeSet<>(DRIVERS);
		names.addAll(List.of(SPRING_URL, HIKARI_URL, URL, HOST, "chanuka.db.port", "chanuka.db.name"));
		for (String prefix : List.of("chanuka.db.", "chanuka.db.migration.", "spring.datasource.",
				"spring.datasource.hikari.")) {
			names.add(prefix + "username");
			names.add(prefix + "password");
		}
		names.addAll(List.of(MIGRATION_URL, DRIVER_USER, DRIVER_PASSWORD));
		TOOLS.forEach((tool) -> names.addAll(List.of(tool + ".url", tool + ".user", tool + ".password")));
		return names;
	}

	/**
	 * The variables under other names.
	 * @return their names
	 */
	public static Set<String> variables() {
		Set<String> names = new TreeSet<>(PARTS);
		names.addAll(DIRECT_SIBLINGS);
		names.addAll(SWITCHES);
		names.addAll(NOT_READ);
		names.addAll(List.of(NEON_URL_VARIABLE, URL_VARIABLE, POOLED_URL_VARIABLE, POSTGRES_URL_VARIABLE,
				MIGRATION_URL_VARIABLE));
		return names;
	}

}
