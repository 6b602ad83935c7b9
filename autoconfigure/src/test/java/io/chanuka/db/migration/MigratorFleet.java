package io.chanuka.db.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param program what they are started with
 * @param folder where the migrations are written
 * @param size how many instances there are
 * @param kills whether the one that migrates is killed in the midst
 * @param pooled whether the runtime goes through PgBouncer
 */
record MigratorFleet(InstanceProgram program, Path folder, int size, boolean kills, boolean pooled) {

	private static final String HISTORY = "select version || ' ' || success from flyway_schema_history "
			+ "order by installed_rank";

	private static final List<String> MIGRATED = IntStream.rangeClosed(1, 20).mapToObj("%02d true"::formatted).toList();

	/**
	 * Starts them and checks that the migrations were applied once and all are ready.
	 * @return how long that took
	 */
	Duration run() {
		TestDatabase database = PostgresServer.newDatabase();
		long begun = System.nanoTime();
		try (PgBouncer pooler = this.pooled ? PgBouncer.start(database.port(), database.runtime(),
				database.runtimePassword(), "transaction", "extra_float_digits,options") : null) {
			run(database, properties(database, pooler));
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

	private void run(TestDatabase database, String[] properties) {
		List<MigratorProcess> processes = new ArrayList<>();
		try {
			try (Connection holding = this.kills ? hold(database) : null) {
				IntStream.range(0, this.size).forEach((i) -> processes.add(this.program.start(properties)));
				if (holding != null) {
					kill(awaitStep(processes), database);
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			assertThat(processes.stream().filter(MigratorProcess::isReady))
				.hasSize(this.kills ? this.size - 1 : this.size);
			verifySteps(processes);
		}
		finally {
			processes.forEach(MigratorProcess::close);
		}
	}

	private static Connection hold(TestDatabase database) throws SQLException {
		Connection connection = PostgresServer.superuser(database.name());
		try (Statement statement = connection.createStatement()) {
			statement.execute("select pg_advisory_lock(" + MigrationFolder.HELD + ")");
		}
		return connection;
	}

	private static MigratorProcess awaitStep(List<MigratorProcess> processes) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(300))
			.until(() -> processes.stream().filter((process) -> process.output().contains(step(12))).findFirst(),
					Optional::isPresent)
			.orElseThrow();
	}

	private static String step(int number) {
		return "Migrating schema \"public\" to version \"%02d - ".formatted(number);
	}

	/**
	 * Kills the process that applies the twelfth migration.
	 */
	private static void kill(MigratorProcess migrating, TestDatabase database) {
		migrating.kill();
		assertThat(database.query(HISTORY)).isEqualTo(MIGRATED.subList(0, 11));
	}

	/**
	 * Each migration was begun by one process, the one during which it was killed by
	 * another one too.
	 */
	private void verifySteps(List<MigratorProcess> processes) {
		for (int number = 1; number <= 20; number++) {
			String step = step(number);
			assertThat(processes.stream().flatMap((process) -> process.output().lines()))
				.filteredOn((line) -> line.contains(step))
				.hasSize((this.kills && number == 12) ? 2 : 1);
		}
	}

	private void verify(TestDatabase database) {
		assertThat(database.query(HISTORY)).isEqualTo(MIGRATED);
		assertThat(database.query("select count(*) from items")).containsExactly("17");
		assertThat(database.query("select indisvalid from pg_index where indexrelid = 'items_name'::regclass"))
			.containsExactly("t");
		assertThat(database.query("select indexrelid::regclass from pg_index where not indisvalid")).isEmpty();
		assertThat(database.query("select pid from pg_locks where locktype = 'advisory' and database = "
				+ "(select oid from pg_database where datname = current_database())"))
			.isEmpty();
	}

}
