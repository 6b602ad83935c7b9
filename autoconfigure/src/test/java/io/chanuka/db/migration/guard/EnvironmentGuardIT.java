package io.chanuka.db.migration.guard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The guard of environments on a real database.
 */
@ExtendWith(OutputCaptureExtension.class)
class EnvironmentGuardIT {

	private static final String PRODUCTION = "chanuka.db.environment=production";

	private static final String TESTING = "chanuka.db.environment=testing";

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenProductionIsNamedThenItsFirstMigrationMarksTheDatabase() {
		start(PRODUCTION).close();
		assertThat(comment()).matches("Chanuka DB: environment production, cluster \\d{19}, database \\d+");
		PostgresServer.execute(this.database.name(), "comment on database " + this.database.name() + " is null");
		start(PRODUCTION).close();
		assertThat(comment()).as("nothing was applied").isNull();
	}

	@Test
	void whenAPlatformStandsForProductionThenTheDatabaseIsMarked() {
		start("spring.main.cloud-platform=kubernetes").close();
		assertThat(comment()).contains("environment production");
	}

	@Test
	void whenTheEnvironmentFollowsFromTheHostThenTheDatabaseIsNotMarked() {
		start().close();
		assertThat(comment()).isNull();
	}

	@Test
	void whenTheDatabaseHasACommentThenItStays() {
		PostgresServer.execute(this.database.name(),
				"comment on database " + this.database.name() + " is 'the shop''s'");
		start(PRODUCTION).close();
		assertThat(comment()).isEqualTo("the shop's");
		start(TESTING).close();
	}

	@Test
	void whenTheRoleDoesNotOwnTheDatabaseThenItIsNotMarkedAndMigrated(CapturedOutput output) {
		PostgresServer.execute(this.database.name(), "alter database " + this.database.name() + " owner to postgres",
				"grant create on database " + this.database.name() + " to " + this.database.migrator());
		start(PRODUCTION).close();
		assertThat(comment()).isNull();
		assertThat(output).containsOnlyOnce("does not own it");
		assertThat(this.database.query("select count(*) from item")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.flyway.locations=classpath:db/modules/orders,classpath:db/migration",
			"spring.flyway.default-schema=another" })
	void whenATestReachesTheDatabaseOfProductionThenNothingChangesThere(String property) {
		start(PRODUCTION).close();
		List<String> before = content();
		assertThatThrownBy(() -> start(TESTING, property)).rootCause()
			.isInstanceOfSatisfying(ForeignEnvironmentException.class, (refused) -> {
				assertThat(refused).hasMessageContaining("is marked as production")
					.hasMessageContaining("runs as testing")
					.hasMessageContaining("Nothing was changed");
				assertThat(refused.origin()).contains("chanuka.db.migration.url");
			});
		assertThat(content()).isEqualTo(before);
	}

	@Test
	void whenATestReachesTheDatabaseOfProductionThenTheAnalysisStatesWhatToDo(CapturedOutput output) {
		start(PRODUCTION).close();
		assertThatThrownBy(() -> start(TESTING)).isNotNull();
		assertThat(output).contains("The URL comes from chanuka.db.migration.url")
			.contains("--chanuka.db.run=mark")
			.contains("chanuka.db.migration.guard=warn");
	}

	/**
	 * The mark comes after the start, which is what a strategy of the application amounts
	 * to that migrates later.
	 */
	@Test
	void whenATestCleansOrMigratesByItselfThenThatIsRefused() {
		start(PRODUCTION).close();
		String mark = comment();
		mark(null);
		try (ConfigurableApplicationContext context = TestApplication.start(Late.class,
				properties(TESTING, "spring.flyway.clean-disabled=false", "spring.flyway.validate-on-migrate=false"))) {
			mark(mark);
			List<String> before = content();
			Flyway flyway = context.getBean(Flyway.class);
			assertThatThrownBy(flyway::clean).hasRootCauseInstanceOf(ForeignEnvironmentException.class);
			Flyway pending = Flyway.configure()
				.configuration(flyway.getConfiguration())
				.locations("classpath:db/modules/orders")
				.load();
			assertThatThrownBy(pending::migrate).hasRootCauseInstanceOf(ForeignEnvironmentException.class);
			assertThat(content()).isEqualTo(before);
		}
	}

	@Test
	void whenTheGuardOnlyWarnsThenTheTestMigrates(CapturedOutput output) {
		start(PRODUCTION).close();
		start(TESTING, "chanuka.db.migration.guard=warn").close();
		assertThat(output).contains("is marked as production, and this application runs as testing");
	}

	@Test
	void whenTheMarkIsOfAnotherClusterThenTheCopyIsMigrated(CapturedOutput output) {
		mark("Chanuka DB: environment production, cluster 7123456789012345678, database 16384");
		start(TESTING).close();
		assertThat(output).containsOnlyOnce("is a copy of one of production");
		assertThat(this.database.query("select count(*) from item")).containsExactly("0");
	}

	@Test
	void whenTheGuardIsOffThenNothingIsReadOrMarked(CapturedOutput output) {
		start(PRODUCTION, "chanuka.db.migration.guard=off").close();
		assertThat(comment()).isNull();
		mark("Chanuka DB: environment production, cluster 1, database 2");
		start(TESTING, "chanuka.db.migration.guard=off").close();
		assertThat(output).doesNotContain("is a copy");
	}

	@Test
	void whenLiquibaseMigratesThenTheGuardHoldsForItToo() {
		String[] liquibase = { "spring.flyway.enabled=false", "spring.liquibase.enabled=true",
				"spring.liquibase.change-log=classpath:liquibase/changelog.sql" };
		start(Stream.concat(Stream.of(PRODUCTION), Arrays.stream(liquibase)).toArray(String[]::new)).close();
		assertThat(comment()).contains("environment production");
		List<String> before = catalog();
		for (String drop : List.of("false", "true")) {
			assertThatThrownBy(() -> start(
					Stream.concat(Stream.of(TESTING, "spring.liquibase.drop-first=" + drop), Arrays.stream(liquibase))
						.toArray(String[]::new)))
				.rootCause()
				.isInstanceOf(ForeignEnvironmentException.class);
		}
		assertThat(catalog()).isEqualTo(before);
	}

	@Test
	void whenTheLockOfLiquibaseIsHeldThenItsHolderIsNamed(CapturedOutput output) {
		holdTheLockOfLiquibase("now() - interval '1 hour'");
		assertThat(output).contains("The lock of Liquibase is held by build-7 (10.0.0.7) since ")
			.contains("Liquibase waited for its lock")
			.contains("update public.databasechangeloglock set locked = false");
	}

	/**
	 * A row that was written by hand; Liquibase itself does not print its holder.
	 */
	@Test
	void whenTheLockOfLiquibaseHasNoTimeThenTheStartEndsWithTheAction(CapturedOutput output) {
		holdTheLockOfLiquibase("null");
		assertThat(output).contains("Liquibase waited for its lock")
			.contains("update public.databasechangeloglock set locked = false");
	}

	private void holdTheLockOfLiquibase(String since) {
		String[] liquibase = { "spring.flyway.enabled=false", "spring.liquibase.enabled=true",
				"spring.liquibase.change-log=classpath:liquibase/changelog.sql" };
		start(liquibase).close();
		// Liquibase takes the lock only if a change set is to be run.
		PostgresServer.execute(this.database.name(), "drop table item", "truncate databasechangelog",
				"update databasechangeloglock set locked = true, lockedby = 'build-7 (10.0.0.7)', lockgranted = "
						+ since);
		System.setProperty("liquibase.changelogLockWaitTimeInMinutes", "0");
		try {
			assertThatThrownBy(() -> start(liquibase)).isInstanceOf(BeanCreationException.class);
		}
		finally {
			System.clearProperty("liquibase.changelogLockWaitTimeInMinutes");
		}
	}

	private List<String> catalog() {
		return this.database.query("""
				select o from (
					select format('%s %s %s %s', n.nspname, c.relname, c.oid, c.relacl) as o
						from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_toast'
					union all select f::text from databasechangelog f) all_of_it order by 1""");
	}

	private List<String> content() {
		return Stream.concat(Stream.of(String.valueOf(comment())), this.database
			.query("""
					select o::text from (
						select 'history', f::text from flyway_schema_history f
						union all select n.nspname, format('%s %s %s %s', c.relname, c.relkind, c.oid, c.relacl)
							from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_toast'
						union all select 'schema', format('%s %s', nspname, nspowner) from pg_namespace where nspname !~ '^pg_(toast|temp)'
						union all select 'column', format('%s %s', attrelid, attname) from pg_attribute) o order by 1""")
			.stream()).toList();
	}

	private String comment() {
		return this.database
			.query("select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()")
			.get(0);
	}

	private void mark(String comment) {
		PostgresServer.execute(this.database.name(), "comment on database " + this.database.name() + " is "
				+ ((comment != null) ? "'" + comment + "'" : "null"));
	}

	private ConfigurableApplicationContext start(String... properties) {
		return TestApplication.start(properties(properties));
	}

	private String[] properties(String... properties) {
		return Stream.concat(
				Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
						"chanuka.db.migration.url=" + this.database.migrationUrl(), "chanuka.db.ssl.mode=disable"),
				Arrays.stream(properties))
			.toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	static class Late {

		@Bean
		FlywayMigrationStrategy none() {
			return (flyway) -> {
			};
		}

	}

}
