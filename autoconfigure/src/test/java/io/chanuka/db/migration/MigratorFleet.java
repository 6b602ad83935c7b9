package io.chanuka.db.migration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances of one application that start at the same time on an empty database with
 * twenty migrations, one of which builds an index concurrently.
 *
 * @param folder where the migrations are written
 * @param size how many instances there are
 * @param kills whether the one that migrates is killed in the midst
 * @param pooled whether the runtime goes through PgBouncer
 */
record MigratorFleet(Path folder, int size, boolean kills, boolean pooled) {

	private static final String APPLIED = "select version from flyway_schema_history where success order by installed_rank";

	/**
	 * Starts them and checks that the migrations were applied once and all have started.
	 * @return how long that took
	 */
	Duration run() {
		TestDatabase database = PostgresServer.newDatabase();
		long begun = System.nanoTime();
		try (PgBouncer pooler = this.pooled ? PgBouncer.start(database.port(), database.runtime(),
				database.runtimePassword(), "transaction", "extra_float_digits,options") : null) {
			String[] properties = properties(database, pooler);
			List<MigratorProcess> processes = IntStream.range(0, this.size)
				.mapToObj((i) -> MigratorProcess.start(properties))
				.toList();
			List<MigratorProcess> remaining = new ArrayList<>(processes);
			try {
				if (this.kills) {
					remaining.remove(killMigrating(processes));
				}
				remaining.forEach((process) -> assertThat(process.await()).as(process.output()).isZero());
			}
			finally {
				processes.forEach(MigratorProcess::close);
			}
		}
		verify(database);
		return Duration.ofNanos(System.nanoTime() - begun);
	}

	private String[] properties(TestDatabase database, PgBouncer pooler) {
		MigrationFolder migrations = new MigrationFolder(this.folder).withTwenty();
		if (pooler == null) {
			return migrations.properties(database);
		}
		String runtime = database.runtimeUrl().replace(":" + database.port() + "/", ":" + pooler.port() + "/");
		return new String[] { "chanuka.db.url=" + runtime, "chanuka.db.pooler.mode=transaction",
				"chanuka.db.migration.url=" + database.migrationUrl(), migrations.location() };
	}

	private MigratorProcess killMigrating(List<MigratorProcess> processes) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(300))
			.until(() -> processes.stream().anyMatch(MigratorFleet::isMigrating));
		MigratorProcess migrating = processes.stream().filter(MigratorFleet::isMigrating).findFirst().orElseThrow();
		migrating.kill();
		return migrating;
	}

	private static boolean isMigrating(MigratorProcess process) {
		return process.output().contains("to version \"12 - step\"");
	}

	private void verify(TestDatabase database) {
		assertThat(database.query(APPLIED)).hasSize(20).doesNotHaveDuplicates().isSorted();
		assertThat(database.query("select count(*) from items")).containsExactly("17");
		assertThat(database.query("select indisvalid from pg_index where indexrelid = 'items_name'::regclass"))
			.containsExactly("t");
		assertThat(database.query("select pid from pg_locks where locktype = 'advisory' and database = "
				+ "(select oid from pg_database where datname = current_database())"))
			.isEmpty();
	}

}
