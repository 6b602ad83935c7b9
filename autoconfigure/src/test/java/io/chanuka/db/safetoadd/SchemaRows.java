package io.chanuka.db.safetoadd;

import java.util.List;

import io.chanuka.db.safetoadd.application.Beans;
import io.chanuka.db.safetoadd.application.PostProcessors;
import io.chanuka.db.safetoadd.application.TestClasses;
import io.chanuka.db.safetoadd.application.WrappingDriver;

/**
 * Applications that create their schema: by Flyway, by Liquibase or by Hibernate.
 */
final class SchemaRows {

	private static final String SHELL = "DATABASE_URL=postgres://shell:pw@prod.example.com/prod";

	private static final String[] SHOP = { "spring.datasource.url=jdbc:postgresql://db.example.com/shop",
			"spring.datasource.username=app", "spring.datasource.password=secret" };

	private static final String TARGET = "db.example.com:5432/shop as app:secret";

	private static final String MIGRATED = "db.example.com:5432/shop=[public.basket, public.flyway_schema_history]";

	private static final String NEON = "spring.datasource.url=jdbc:postgresql://ep-a-1-pooler.eu-west-2.aws.neon.tech/shop";

	private SchemaRows() {
	}

	static List<Row> flyway() {
		return List.of(flyway("migrations").properties(SHOP).reaches(TARGET).leaves(MIGRATED),
				flyway("a user for migrations").properties(SHOP)
					.properties(SHOP[0], SHOP[1], SHOP[2], "spring.flyway.user=owner", "spring.flyway.password=other")
					.reaches(TARGET, "db.example.com:5432/shop as owner:other")
					.leaves(MIGRATED),
				flyway("a URL for migrations")
					.properties(SHOP[0], SHOP[1], SHOP[2],
							"spring.flyway.url=jdbc:postgresql://direct.example.com/shop", "spring.flyway.user=owner",
							"spring.flyway.password=other")
					.reaches(TARGET, "direct.example.com:5432/shop as owner:other")
					.leaves("direct.example.com:5432/shop=[public.basket, public.flyway_schema_history]"),
				flyway("a URL for migrations whose driver wraps PostgreSQL's")
					.properties(SHOP[0], SHOP[1], SHOP[2],
							"spring.flyway.url=jdbc:wrapped:postgresql://direct.example.com/shop",
							"spring.flyway.user=owner", "spring.flyway.password=other",
							"spring.flyway.driver-class-name=" + WrappingDriver.class.getName())
					.reaches(TARGET, "direct.example.com:5432/shop as owner:other")
					.leaves("direct.example.com:5432/shop=[public.basket, public.flyway_schema_history]")
					.warns("Flyway connects as with Spring Boot alone, because spring.flyway.url"),
				flyway("connection details for migrations whose driver wraps PostgreSQL's")
					.with(Beans.WrappedMigrationDetails.class)
					.properties(SHOP)
					.reaches(TARGET, "direct.example.com:5432/shop as owner:other")
					.leaves("direct.example.com:5432/shop=[public.basket, public.flyway_schema_history]")
					.warns("Flyway connects as with Spring Boot alone", "connection details of Beans"),
				flyway("a schema for migrations")
					.properties(SHOP[0], SHOP[1], SHOP[2], "spring.flyway.default-schema=sales")
					.reaches(TARGET)
					.leaves("db.example.com:5432/shop=[sales.basket, sales.flyway_schema_history]"),
				flyway("migrations are off").properties(SHOP[0], SHOP[1], SHOP[2], "spring.flyway.enabled=false")
					.reaches(TARGET),
				flyway("a strategy of its own").with(Beans.OwnStrategy.class)
					.properties(SHOP)
					.reaches(TARGET)
					.leaves(MIGRATED),
				flyway("migrations and DATABASE_URL in the shell").properties(SHOP)
					.variables(SHELL)
					.reaches(TARGET)
					.leaves(MIGRATED),
				flyway("migrations and DIRECT_URL in the shell").properties(SHOP)
					.variables("DIRECT_URL=postgres://shell:pw@prod.example.com/prod",
							"DATABASE_URL_UNPOOLED=postgres://shell:pw@prod.example.com/prod",
							"POSTGRES_URL_NON_POOLING=postgres://shell:pw@prod.example.com/prod")
					.reaches(TARGET)
					.leaves(MIGRATED),
				flyway("migrations and MIGRATION_DATABASE_URL of another server in the shell").properties(SHOP)
					.variables("MIGRATION_DATABASE_URL=postgres://owner:other@localhost/shop?sslmode=prefer")
					.reaches(TARGET)
					.leaves(MIGRATED),
				flyway("migrations and MIGRATION_DATABASE_URL of the same database in the shell").properties(SHOP)
					.variables("MIGRATION_DATABASE_URL=postgres://owner:other@db.example.com/shop?sslmode=prefer")
					.reaches(TARGET)
					.leaves(MIGRATED)
					.except(Difference.MIGRATION_ENDPOINT, "variable MIGRATION_DATABASE_URL")
					.starterReaches(TARGET, "db.example.com:5432/shop as owner:other"),
				flyway("migrations, and MIGRATION_DATABASE_URL of another database in a weaker file").properties(SHOP)
					.properties("spring.config.import=optional:file:{dir}/.env[.properties]")
					.file(".env", "MIGRATION_DATABASE_URL=postgres://shell:pw@prod.example.com/prod\n")
					.variables("SPRING_DATASOURCE_URL=jdbc:postgresql://db.example.com/shop")
					.reaches(TARGET)
					.leaves(MIGRATED),
				Row.test("migrations of a test, MIGRATION_DATABASE_URL in the shell", TestClasses.WithDynamicUrl.class)
					.on(Variant.FLYWAY)
					.file("main/db/migration/V1__basket.sql", "create table basket (id bigint)")
					.variables(SHELL, "MIGRATION_DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("container/test as test:test")
					.leaves("container/test=[public.basket, public.flyway_schema_history]"),
				flyway("migrations through Neon's pooler").properties(NEON + "?sslmode=require", SHOP[1], SHOP[2])
					.reaches("ep-a-1-pooler.eu-west-2.aws.neon.tech:5432/shop as app:secret")
					.leaves("ep-a-1-pooler.eu-west-2.aws.neon.tech:5432/shop=[public.basket, public.flyway_schema_history]")
					.except(Difference.MIGRATION_ENDPOINT, "jdbc:postgresql://ep-a-1.eu-west-2.aws.neon.tech")
					.except(Difference.PREPARED_STATEMENTS, "neon")
					.except(Difference.TLS, "verify-full")
					.starterReaches("ep-a-1-pooler.eu-west-2.aws.neon.tech:5432/shop as app:secret",
							"ep-a-1.eu-west-2.aws.neon.tech:5432/shop as app:secret")
					.starterLeaves(
							"ep-a-1.eu-west-2.aws.neon.tech:5432/shop=[public.basket, public.flyway_schema_history]"),
				flyway("migrations through a pooler without a known direct endpoint")
					.properties("spring.datasource.url=jdbc:postgresql://pooler:6432/shop", SHOP[1], SHOP[2])
					.reaches("pooler:6432/shop as app:secret")
					.leaves("pooler:6432/shop=[public.basket, public.flyway_schema_history]")
					.except(Difference.PREPARED_STATEMENTS, "pgbouncer")
					.warns("Migrations go through a pooler in transaction mode", "chanuka.db.migration.url"));
	}

	static List<Row> postProcessors() {
		String archived = "db.example.com:5432/archive=[public.basket, public.flyway_schema_history]";
		return List.of(
				flyway("migrations and a credentials provider")
					.properties(SHOP[0],
							"spring.datasource.hikari.credentials-provider-class-name="
									+ PostProcessors.Provider.class.getName())
					.reaches(TARGET)
					.leaves(MIGRATED),
				flyway("migrations and a credentials provider that a post-processor sets")
					.with(PostProcessors.SetsProvider.class)
					.properties(SHOP[0], SHOP[1])
					.reaches(TARGET)
					.leaves(MIGRATED),
				flyway("migrations and a password that a post-processor decrypts")
					.with(PostProcessors.DecryptsPassword.class)
					.properties(SHOP[0], SHOP[1], "spring.datasource.password=encrypted")
					.reaches(TARGET)
					.leaves(MIGRATED),
				flyway("migrations and a URL that a post-processor sets").with(PostProcessors.SetsUrl.class)
					.properties(SHOP)
					.reaches("db.example.com:5432/archive as app:secret")
					.leaves(archived)
					.warns("BeanPostProcessor", "/archive"),
				flyway("a user for migrations and a URL that a post-processor sets").with(PostProcessors.SetsUrl.class)
					.properties(SHOP[0], SHOP[1], SHOP[2], "spring.flyway.user=owner", "spring.flyway.password=other")
					.reaches("db.example.com:5432/archive as app:secret", "db.example.com:5432/archive as owner:other")
					.leaves(archived),
				flyway("a URL for migrations and a URL that a post-processor sets").with(PostProcessors.SetsUrl.class)
					.properties(SHOP[0], SHOP[1], SHOP[2],
							"spring.flyway.url=jdbc:postgresql://direct.example.com/shop", "spring.flyway.user=owner",
							"spring.flyway.password=other")
					.reaches("db.example.com:5432/archive as app:secret", "direct.example.com:5432/shop as owner:other")
					.leaves("direct.example.com:5432/shop=[public.basket, public.flyway_schema_history]"),
				flyway("migrations and a URL that a post-processor sets, MIGRATION_DATABASE_URL in the shell")
					.with(PostProcessors.SetsUrl.class)
					.properties(SHOP)
					.variables("MIGRATION_DATABASE_URL=postgres://owner:other@db.example.com/shop?sslmode=prefer")
					.reaches("db.example.com:5432/archive as app:secret")
					.leaves(archived),
				flyway("migrations and a post-processor that wraps the DataSource").with(PostProcessors.Wraps.class)
					.properties(SHOP)
					.reaches(TARGET)
					.leaves(MIGRATED));
	}

	static List<Row> withoutMigrations() {
		return List.of(
				Row.application("a pooler and no migrations")
					.properties("spring.datasource.url=jdbc:postgresql://pooler:6432/shop", SHOP[1], SHOP[2])
					.reaches("pooler:6432/shop as app:secret")
					.except(Difference.PREPARED_STATEMENTS, "pgbouncer"),
				Row.application("Flyway without migrations")
					.on(Variant.FLYWAY)
					.properties(SHOP)
					.reaches(TARGET)
					.leaves("db.example.com:5432/shop=[public.flyway_schema_history]")
					.except(Difference.NO_HISTORY_TABLE, "No migrations found in")
					.starterLeaves());
	}

	static List<Row> liquibase() {
		return List.of(liquibase("change sets").properties(SHOP)
			.reaches(TARGET)
			.leaves("db.example.com:5432/shop=[public.basket, public.databasechangelog, public.databasechangeloglock]"),
				liquibase("a URL for change sets")
					.properties(SHOP[0], SHOP[1], SHOP[2],
							"spring.liquibase.url=jdbc:postgresql://direct.example.com/shop",
							"spring.liquibase.user=owner", "spring.liquibase.password=other")
					.reaches(TARGET, "direct.example.com:5432/shop as owner:other")
					.leaves("direct.example.com:5432/shop="
							+ "[public.basket, public.databasechangelog, public.databasechangeloglock]"));
	}

	static List<Row> jpa() {
		return List.of(
				Row.application("JPA that updates the schema")
					.on(Variant.JPA)
					.properties(SHOP[0], SHOP[1], SHOP[2], "spring.jpa.hibernate.ddl-auto=update")
					.variables(SHELL)
					.reaches(TARGET)
					.leaves("db.example.com:5432/shop=[public.article]"),
				Row.application("JPA that leaves the schema alone").on(Variant.JPA).properties(SHOP).reaches(TARGET),
				Row.application("JPA that validates a schema that is not there")
					.on(Variant.JPA)
					.properties(SHOP[0], SHOP[1], SHOP[2], "spring.jpa.hibernate.ddl-auto=validate")
					.fails("missing table")
					.reaches(TARGET),
				Row.test("JPA on H2", TestClasses.OfApplication.class)
					.on(Variant.JPA_TESTS)
					.variables(SHELL)
					.finds("dataSource=jdbc:h2:mem:random [article]"),
				Row.test("JPA on inlined H2", TestClasses.WithInlinedH2.class)
					.on(Variant.JPA_TESTS)
					.properties(SHOP)
					.variables(SHELL)
					.finds("dataSource=jdbc:h2:mem:orders [article]"),
				Row.test("@DataJpaTest", TestClasses.OfDataJpa.class)
					.on(Variant.JPA_TESTS)
					.properties(SHOP)
					.variables(SHELL)
					.finds("dataSource=jdbc:h2:mem:random [article]"),
				Row.test("create-drop on a dynamic URL", TestClasses.WithProfileAndDynamicUrl.class)
					.on(Variant.JPA_TESTS)
					.properties("spring.jpa.hibernate.ddl-auto=create", "chanuka.db.url=${DATABASE_URL:}")
					.variables(SHELL)
					.reaches("container/test as test:test")
					.leaves("container/test=[public.article]"),
				Row.application("JPA on H2 by default")
					.on(Variant.JPA_TESTS)
					.finds("dataSource=jdbc:h2:mem:random [article]"));
	}

	private static Row flyway(String name) {
		return Row.application("Flyway, " + name)
			.on(Variant.FLYWAY)
			.file("main/db/migration/V1__basket.sql", "create table basket (id bigint)");
	}

	private static Row liquibase(String name) {
		return Row.application("Liquibase, " + name)
			.on(Variant.LIQUIBASE)
			.file("main/db/changelog/db.changelog-master.sql", """
					--liquibase formatted sql
					--changeset me:1
					create table basket (id bigint);
					""")
			.file("main/db/changelog/db.changelog-master.yaml",
					"databaseChangeLog: [ { include: { file: db/changelog/db.changelog-master.sql } } ]");
	}

}
