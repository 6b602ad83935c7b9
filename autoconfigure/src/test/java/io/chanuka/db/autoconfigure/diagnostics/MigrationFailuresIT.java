package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts that fail because of a migration. What is applied before is applied by Flyway
 * alone.
 */
class MigrationFailuresIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path migrations;

	@Test
	void whenAStatementFailsThenFileLineStatementAndRollbackAreShown() throws IOException {
		write("V1__one.sql",
				"create table a (id int);\n\nalter role missing_role password '" + FailedStart.SECRET + "';\n");
		FailedStart failed = start();
		assertThat(failed.description())
			.startsWith("Migration V1__one.sql failed in line 3: role \"missing_role\" does not exist.")
			.contains("Statement: alter role missing_role password '******'", "was rolled back",
					"Endpoint: runtime and migration");
	}

	@Test
	void whenAStatementOutsideOfATransactionFailsThenTheRepairIsShown() throws IOException {
		write("V1__one.sql", "create table a (id int);");
		write("V2__two.sql", "create index concurrently i on a (id);\ncreate index concurrently j on a (nothing);");
		FailedStart failed = start("spring.flyway.postgresql.transactional-lock=false");
		assertThat(failed.description()).startsWith("Migration V2__two.sql failed in line 2: ")
			.contains("It was not rolled back");
		assertThat(failed.action()).contains("delete from flyway_schema_history where not success");
	}

	@Test
	void whenAMigrationFailedAtAnEarlierStartThenTheRepairIsShown() throws IOException {
		write("V1__one.sql", "create table a (id int);");
		migrate("");
		this.database.query("update flyway_schema_history set success = false returning 1");
		FailedStart failed = start();
		assertThat(failed.description()).startsWith("Migration 1 failed at an earlier start and was not rolled back.");
		assertThat(failed.action()).contains("delete from flyway_schema_history where not success");
	}

	@Test
	void whenAFileWasChangedThenBothWaysOutAreShown() throws IOException {
		write("V1__one.sql", "create table a (id int);");
		migrate("");
		write("V1__one.sql", "create table a (id bigint);");
		FailedStart failed = start();
		assertThat(failed.description()).startsWith("Migration V1__one.sql was changed after it had been applied.")
			.contains(" by " + this.database.migrator());
		assertThat(failed.action()).contains("git log -p -- '*V1__one.sql'",
				"update flyway_schema_history set checksum = ");
	}

	@Test
	void whenTheSchemaHasTablesThenTheBaselineIsShown() throws IOException {
		PostgresServer.execute(this.database.name(), "create table older (id int)");
		write("V1__one.sql", "create table a (id int);");
		FailedStart failed = start();
		assertThat(failed.description()).startsWith("Schema public has tables, but no history of Flyway.");
		assertThat(failed.action()).contains("spring.flyway.baseline-on-migrate=true",
				"spring.flyway.baseline-version=<version>", "spring.flyway.enabled=false");
	}

	@Test
	void whenAFileIsMissingThenItsNameIsShown() throws IOException {
		write("V1__one.sql", "create table a (id int);");
		write("V2__two.sql", "create table b (id int);");
		migrate("");
		Files.delete(this.migrations.resolve("V1__one.sql"));
		FailedStart failed = start();
		assertThat(failed.description()).startsWith("The file of migration 1, which was applied, is missing.")
			.contains("V1__one.sql");
	}

	@Test
	void whenTheDatabaseIsNewerThanTheJarThenItsVersionIsShown() throws IOException {
		write("V1__one.sql", "create table a (id int);");
		write("V2__two.sql", "create table b (id int);");
		write("V10__ten.sql", "create table c (id int);");
		migrate("");
		Files.delete(this.migrations.resolve("V2__two.sql"));
		Files.delete(this.migrations.resolve("V10__ten.sql"));
		FailedStart failed = start("spring.flyway.ignore-migration-patterns=*:pending");
		assertThat(failed.description())
			.startsWith("The database is newer than this application: it is at version 10.");
		assertThat(failed.action()).contains("spring.flyway.ignore-migration-patterns=*:future");
	}

	@Test
	void whenAnOlderMigrationIsNewThenItIsOutOfOrder() throws IOException {
		write("V2__two.sql", "create table b (id int);");
		migrate("");
		write("V1__one.sql", "create table a (id int);");
		FailedStart failed = start();
		assertThat(failed.description()).startsWith("Migration 1 is older than the last one that was applied.")
			.contains("The database is at version 2.");
		assertThat(failed.action()).contains("spring.flyway.out-of-order=true");
	}

	@Test
	void whenTheLockIsNotObtainedThenItsHolderIsShown() throws Exception {
		write("V1__one.sql", "select pg_sleep(0)");
		migrate("");
		write("V2__two.sql", "select pg_sleep(300)");
		Thread holder = new Thread(() -> catchThrowable(() -> migrate("?ApplicationName=other")), "holder");
		holder.start();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> !this.database
				.query("select 1 from pg_stat_activity where query like '%pg_sleep(300)%'"
						+ " and pid <> pg_backend_pid() and datname = current_database()")
				.isEmpty());
		try {
			FailedStart failed = start("spring.flyway.lock-retry-count=1");
			assertThat(failed.description()).startsWith("Flyway could not obtain its lock at 127.0.0.1:")
				.contains("It is held by application other, user " + this.database.migrator()
						+ ", from 127.0.0.1, since 20");
			assertThat(failed.action()).contains("select pg_terminate_backend(");
		}
		finally {
			this.database.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
					+ this.database.migrator() + "'");
			holder.join(30_000);
		}
	}

	private FailedStart start(String... properties) {
		return FailedStart.of(Stream
			.concat(Stream.of("chanuka.db.url=" + this.database.migrationUrl(),
					"spring.flyway.locations=filesystem:" + this.migrations), Arrays.stream(properties))
			.toArray(String[]::new));
	}

	private void migrate(String parameters) {
		Flyway.configure()
			.dataSource("jdbc:" + this.database.bareUrl() + parameters, this.database.migrator(),
					this.database.migratorPassword())
			.locations("filesystem:" + this.migrations)
			.load()
			.migrate();
	}

	private void write(String file, String sql) throws IOException {
		Files.writeString(this.migrations.resolve(file), sql);
	}

}
