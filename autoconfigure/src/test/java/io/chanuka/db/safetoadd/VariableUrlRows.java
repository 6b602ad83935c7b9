package io.chanuka.db.safetoadd;

import java.util.List;

/**
 * Applications that name their database by variables only.
 */
final class VariableUrlRows {

	private VariableUrlRows() {
	}

	/**
	 * No URL in any file: plain Spring Boot does not start.
	 */
	static List<Row> alone() {
		return List.of(
				none("DATABASE_URL").variables("DATABASE_URL=postgres://app:secret@localhost/shop")
					.starterReaches("localhost:5432/shop as app:secret")
					.decides("environment=development"),
				none("DATABASE_URL of a public host, whose certificate the JVM does not trust")
					.properties("spring.datasource.hikari.connection-timeout=1000", "chanuka.db.pool.min-idle=0")
					.variables("DATABASE_URL=postgres://app:secret@db.example.com/shop")
					.starterReaches()
					.starterFinds("dataSource=error: The certificate of the server at db.example.com:5432")
					.decides("environment=production", "sslmode=verify-full"),
				none("DATABASE_URL in a config tree").properties("spring.config.import=configtree:{dir}/secrets/")
					.file("secrets/DATABASE_URL", "postgres://app:secret@localhost/shop\n")
					.starterReaches("localhost:5432/shop as app:secret"),
				none("DATABASE_URL with sslmode=require")
					.variables("DATABASE_URL=postgres://app:secret@db.example.com/shop?sslmode=require")
					.starterReaches("db.example.com:5432/shop as app:secret")
					.decides("sslmode=require"),
				none("POSTGRES_*")
					.variables("POSTGRES_HOST=db", "POSTGRES_DB=shop", "POSTGRES_USER=app", "POSTGRES_PASSWORD=secret")
					.starterReaches("db:5432/shop as app:secret")
					.decides("environment=development", "sslmode=prefer"),
				none("DATABASE_URL in quotes in an imported .env")
					.properties("spring.config.import=optional:file:{dir}/.env[.properties]")
					.file(".env", "DATABASE_URL=\"postgresql://app:secret@localhost/shop\"\n")
					.starterReaches("localhost:5432/shop as app:secret"),
				none("CHANUKA_DB_* in an imported .env")
					.properties("spring.config.import=optional:file:{dir}/.env[.properties]")
					.file(".env",
							"CHANUKA_DB_URL=postgresql://localhost/shop\nCHANUKA_DB_USERNAME=app\n"
									+ "CHANUKA_DB_PASSWORD=secret\nCHANUKA_DB_POOL_MAX_SIZE=9\n")
					.starterReaches("localhost:5432/shop as app:secret")
					.decides("dataSource.maximum-pool-size=9"),
				Row.application("DATABASE_URL of MySQL and nothing else")
					.variables("DATABASE_URL=mysql://root@localhost/legacy")
					.fails("Failed to determine a suitable driver class")
					.except(Difference.FAILURE_TEXT, "DATABASE_URL"),
				Row.application("only variables that are not read")
					.variables("PGHOST=localhost", "JDBC_DATABASE_URL=jdbc:postgresql://localhost/shop")
					.fails("Failed to determine a suitable driver class")
					.except(Difference.FAILURE_TEXT, "JDBC_DATABASE_URL"),
				Row.application("chanuka.db.url of a variable that is not set")
					.properties("chanuka.db.url=${DATABASE_URL}")
					.fails("Failed to determine a suitable driver class")
					.except(Difference.FAILURE_TEXT, "DATABASE_URL"));
	}

	/**
	 * Siblings of {@code DATABASE_URL}, and migrations.
	 */
	static List<Row> siblings() {
		String env = "spring.config.import=optional:file:{dir}/.env[.properties]";
		String local = "localhost:5432/shop as app:secret";
		String migrated = "localhost:5432/shop=[public.basket, public.flyway_schema_history]";
		return List.of(migrating("DATABASE_URL and migrations").starterReaches(local).starterLeaves(migrated),
				migrating("DATABASE_URL and DIRECT_URL")
					.variables("DATABASE_URL=postgres://app:secret@pooled/shop",
							"DIRECT_URL=postgres://owner:other@direct/shop")
					.starterReaches("pooled:5432/shop as app:secret", "direct:5432/shop as owner:other")
					.starterLeaves("direct:5432/shop=[public.basket, public.flyway_schema_history]"),
				migrating("DATABASE_URL and DIRECT_URL of another database")
					.variables("DIRECT_URL=postgres://owner:other@direct/old")
					.starterReaches(local)
					.starterLeaves(migrated),
				migrating("DATABASE_URL of this machine and DIRECT_URL of another one")
					.variables("DIRECT_URL=postgres://owner:other@direct/shop")
					.starterReaches(local)
					.starterLeaves(migrated),
				migrating("DATABASE_URL and DIRECT_URL of a file").properties(env)
					.file(".env", "DIRECT_URL=postgres://owner:other@direct/shop\n")
					.starterReaches(local)
					.starterLeaves(migrated),
				migrating("DATABASE_URL and DATABASE_URL_POOLED of a file").properties(env)
					.file(".env", "DATABASE_URL_POOLED=postgres://app:secret@pooled/shop\n")
					.starterReaches(local)
					.starterLeaves(migrated),
				migrating("DATABASE_URL and MIGRATION_DATABASE_URL")
					.variables("MIGRATION_DATABASE_URL=postgres://owner:other@localhost/shop")
					.starterReaches(local, "localhost:5432/shop as owner:other")
					.starterLeaves(migrated));
	}

	private static Row migrating(String name) {
		return none(name).on(Variant.FLYWAY)
			.file("main/db/migration/V1__basket.sql", "create table basket (id bigint)")
			.variables("DATABASE_URL=postgres://app:secret@localhost/shop");
	}

	private static Row none(String name) {
		return Row.application(name + " alone")
			.fails("Failed to determine a suitable driver class")
			.except(Difference.STARTS_BY_VARIABLE, "Database of this application");
	}

}
