package io.chanuka.db.migration;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances whose schema is migrated by a job that begins ten seconds after them, each in
 * a process of its own.
 */
class LaterJobIT {

	private static final String VALIDATE = "chanuka.db.migration.mode=validate";

	private static final String WAIT = "chanuka.db.migration.mode=wait";

	private static final String STEP = "Migrating schema \"public\" to version";

	private final TestDatabase database = PostgresServer.newDatabase();

	private final InstanceProgram program;

	private final Path migrations;

	LaterJobIT(@TempDir Path files, @TempDir Path migrations) {
		this.program = new InstanceProgram(files);
		this.migrations = migrations;
	}

	@Test
	void anInstanceThatWaitsIsReadyAfterTheJob() {
		try (MigratorProcess waiting = start(WAIT)) {
			waiting.awaitLine("until another instance or a job has applied 20 migrations, the last one V20__last.sql");
			CompletableFuture<String> job = job();
			assertThat(waiting.isReady()).as(waiting.output()).isTrue();
			assertThat(waiting.output()).contains("Schema is at version 20; migrations applied: 0")
				.doesNotContain(STEP);
			assertThat(job.join()).contains("migrate: succeeded").containsPattern("applied +20");
		}
	}

	/**
	 * As an orchestrator does, which starts an instance again until it is ready.
	 */
	@Test
	void anInstanceThatValidatesFailsUntilTheJobHasRunAndItsNextStartIsReady() {
		assertRefused();
		CompletableFuture<String> job = job();
		int failures = 1;
		while (!job.isDone()) {
			try (MigratorProcess instance = start(VALIDATE)) {
				if (instance.await() == 0) {
					break;
				}
				assertThat(instance.output()).contains("APPLICATION FAILED TO START",
						"The schema is not as the migrations of this application require");
				failures++;
			}
		}
		assertThat(job.join()).contains("migrate: succeeded");
		assertThat(failures).isGreaterThan(1);
		try (MigratorProcess instance = start(VALIDATE)) {
			assertThat(instance.isReady()).as(instance.output()).isTrue();
			assertThat(instance.output()).contains("Schema is at version 20; migrations applied: 0")
				.doesNotContain(STEP);
		}
	}

	private void assertRefused() {
		try (MigratorProcess early = start(VALIDATE)) {
			assertThat(early.await()).isOne();
			assertThat(early.output()).contains("APPLICATION FAILED TO START",
					"  - Detected resolved migration not applied to database: 01", "  - and 13 more",
					"set chanuka.db.migration.mode=wait");
		}
		assertThat(this.database.query("select tablename from pg_tables where schemaname = 'public'")).isEmpty();
	}

	/**
	 * The job is the same program with the command that migrates.
	 */
	private CompletableFuture<String> job() {
		return CompletableFuture.supplyAsync(() -> {
			try (MigratorProcess job = start("chanuka.db.run=migrate")) {
				assertThat(job.await()).as(job.output()).isZero();
				return job.output();
			}
		}, CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS));
	}

	private MigratorProcess start(String... properties) {
		return this.program.start(
				Stream
					.concat(Arrays.stream(new MigrationFolder(this.migrations).withTwenty().properties(this.database)),
							Arrays.stream(properties))
					.toArray(String[]::new));
	}

}
