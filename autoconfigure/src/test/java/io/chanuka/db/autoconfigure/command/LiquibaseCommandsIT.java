package io.chanuka.db.autoconfigure.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.LackingClassLoader;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import liquibase.Liquibase;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands in an application that migrates with Liquibase and has no migrations of
 * Flyway.
 */
class LiquibaseCommandsIT {

	private static final String NEWER = "spring.liquibase.change-log=classpath:liquibase/newer.sql";

	private static final String CHANGED = "spring.liquibase.change-log=classpath:liquibase/changed.sql";

	private static final String JSON = "chanuka.db.run-format=json";

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenCommandMigratesThenItsReportHasTheChangeSets() {
		RecordingConsole console = run("migrate", JSON);
		assertThat(console.exitCode()).isZero();
		assertThat(console.json().path("tool").asString()).isEqualTo("liquibase");
		assertThat(console.json().path("applied").asInt()).isOne();
		assertThat(tables()).containsExactly("databasechangelog", "databasechangeloglock", "item");
	}

	@Test
	void whenChangeSetsArePendingThenValidateFailsAndChangesNothing() {
		RecordingConsole pending = run("validate", JSON, "spring.liquibase.drop-first=true",
				"spring.liquibase.clear-checksums=true");
		assertThat(pending.exitCode()).isOne();
		assertThat(pending.json().path("pending").asInt()).isOne();
		assertThat(pending.json().path("pendingMigrations").path(0).path("version").asString())
			.isEqualTo("liquibase/changelog.sql::1::chanuka");
		assertThat(pending.json().path("actions").path(0).asString()).contains("--chanuka.db.run=migrate");
		assertThat(tables()).isEmpty();
		assertThat(this.database.connectedUsers()).isEmpty();
	}

	@Test
	void whenAllChangeSetsWereExecutedThenValidateSucceedsAndDropsNothing() {
		run("migrate");
		assertThat(run("validate", "spring.liquibase.drop-first=true").text()).startsWith("validate: succeeded");
		assertThat(tables()).contains("item");
	}

	@Test
	void whenABeanOfTheApplicationDropsFirstThenValidateDropsNothingAndReadsEachBean() {
		run("migrate");
		RecordingConsole console = RecordingConsole.run(LackingClassLoader.withoutMigrations(), WebApplicationType.NONE,
				new Class<?>[] { TestApplication.class, TwoChangeLogs.class },
				arguments("chanuka.db.run=validate", JSON, "reporting.liquibase.drop-first=true"));
		assertThat(tables()).contains("item");
		assertThat(console.exitCode()).isOne();
		assertThat(console.json().path("pending").asInt()).isPositive();
	}

	@Test
	void whenAnExecutedChangeSetWasChangedThenValidateNamesIt() {
		run("migrate");
		RecordingConsole changed = run("validate", CHANGED);
		assertThat(changed.exitCode()).isOne();
		assertThat(changed.text()).startsWith("validate: failed")
			.contains("liquibase/changelog.sql::1::chanuka was: 9:", "but is now: 9:", "What to do");
	}

	@Test
	void whenChangeSetsAreListedThenEachHasItsState() {
		run("migrate");
		RecordingConsole newer = run("info", NEWER, "spring.liquibase.contexts=mine");
		assertThat(newer.exitCode()).isZero();
		assertThat(newer.text()).containsPattern("pending +2\n")
			.containsPattern("::1::chanuka +\\S+ +EXECUTED +20\\d\\d-\\S+Z +-")
			.containsPattern("::2::chanuka +prices +Pending +- +-")
			.containsPattern("::3::chanuka +Ignored +- +-")
			.containsPattern("::4::chanuka +\\S+ +Pending +- +-")
			.doesNotContain(this.database.migratorPassword());
		assertThat(tables()).doesNotContain("price");
	}

	@Test
	void whenAChangeSetRunsAlwaysThenItIsNotPendingOnceItHasRun() {
		assertThat(run("migrate", NEWER).exitCode()).isZero();
		assertThat(run("validate", NEWER).text()).startsWith("validate: succeeded");
	}

	@Test
	void whenTheSchemaIsNewerThenItIsNoDifferenceAndListedAsMissing() {
		run("migrate", NEWER);
		assertThat(run("validate").exitCode()).isZero();
		assertThat(run("info").text()).containsPattern("::2::chanuka +prices +Missing +20\\d\\d-\\S+Z");
	}

	@Test
	void whenTheApplicationHasACustomizerThenItIsCalled() {
		RecordingConsole console = RecordingConsole.run(LackingClassLoader.withoutMigrations(), WebApplicationType.NONE,
				new Class<?>[] { TestApplication.class, OwnTable.class }, arguments("chanuka.db.run=migrate"));
		assertThat(console.exitCode()).isZero();
		assertThat(tables()).contains("own_changelog");
		assertThat(RecordingConsole
			.run(LackingClassLoader.withoutMigrations(), WebApplicationType.NONE,
					new Class<?>[] { TestApplication.class, OwnTable.class }, arguments("chanuka.db.run=validate"))
			.text()).startsWith("validate: succeeded");
	}

	@Test
	void whenLiquibaseIsSwitchedOffThenNothingIsPending() {
		System.setProperty("liquibase.shouldRun", "false");
		try {
			assertThat(run("validate", JSON).json().path("pending").asInt()).isZero();
		}
		finally {
			System.clearProperty("liquibase.shouldRun");
		}
	}

	@Test
	void whenVerifiedThenTheChangeSetsAreComparedAndLiquibasesOwnTablesNeedNoPrivilege() {
		RecordingConsole pending = run("verify");
		assertThat(pending.exitCode()).isOne();
		assertThat(pending.text()).containsPattern("schema +failed +1 pending migration");
		run("migrate");
		PostgresServer.execute(this.database.name(),
				"revoke all on databasechangelog, databasechangeloglock from " + this.database.runtime());
		RecordingConsole verified = run("verify");
		assertThat(verified.text()).startsWith("verify: succeeded")
			.containsPattern("schema +ok +all migrations are applied");
		assertThat(run("verify", CHANGED).text()).containsPattern("schema +failed +Validation Failed: 1 changesets");
	}

	@Test
	void whenTheMigrationEndpointCannotBeReachedThenVerifyNamesIt() {
		RecordingConsole console = run("verify",
				"chanuka.db.migration.url=postgresql://migrator:secret@127.0.0.1:1/" + this.database.name());
		assertThat(console.exitCode()).isOne();
		assertThat(console.text()).containsPattern("migration connection +failed").doesNotContain("secret");
	}

	@Test
	void whenHealthIsProbedThenNothingIsMigrated() {
		assertThat(run("health").exitCode()).isZero();
		assertThat(tables()).isEmpty();
	}

	private RecordingConsole run(String command, String... options) {
		return RecordingConsole.run(LackingClassLoader.withoutMigrations(), WebApplicationType.NONE,
				new Class<?>[] { TestApplication.class },
				arguments(Stream.concat(Stream.of("chanuka.db.run=" + command), Arrays.stream(options))
					.toArray(String[]::new)));
	}

	/**
	 * An option replaces the one of the same name.
	 */
	private String[] arguments(String... options) {
		Stream<String> own = Stream.of("spring.liquibase.enabled=true",
				"spring.liquibase.change-log=classpath:liquibase/changelog.sql",
				"chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=" + this.database.migrationUrl());
		return Stream.concat(
				own.filter((mine) -> Arrays.stream(options)
					.noneMatch((option) -> option.startsWith(mine.substring(0, mine.indexOf('=') + 1)))),
				Arrays.stream(options))
			.toArray(String[]::new);
	}

	private List<String> tables() {
		return this.database.query("select tablename from pg_tables where schemaname = 'public' order by 1");
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoChangeLogs {

		@Bean
		SpringLiquibase core(LiquibaseConnectionDetails details) {
			return liquibase(details, "classpath:liquibase/changelog.sql");
		}

		@Bean
		@DependsOn("core")
		@ConfigurationProperties("reporting.liquibase")
		SpringLiquibase reporting(LiquibaseConnectionDetails details) {
			return liquibase(details, "classpath:liquibase/newer.sql");
		}

		private static SpringLiquibase liquibase(LiquibaseConnectionDetails details, String changeLog) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(new SimpleDriverDataSource(new Driver(), String.valueOf(details.getJdbcUrl()),
					String.valueOf(details.getUsername()), String.valueOf(details.getPassword())));
			liquibase.setChangeLog(changeLog);
			return liquibase;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTable {

		@Bean
		Customizer<Liquibase> table() {
			return (liquibase) -> liquibase.getDatabase().setDatabaseChangeLogTableName("own_changelog");
		}

	}

}
