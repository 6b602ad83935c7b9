package io.chanuka.db.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A migrator that ends in the midst of a migration: by a signal, with its connection, or
 * with the server.
 */
@ExtendWith(OutputCaptureExtension.class)
class KilledMigratorIT {

	private static final String SLOW = "create table second (id int); select pg_sleep(%d)";

	private static final String MIGRATING = "Migrating schema \"public\" to version \"2 - ";

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path folder;

	@Test
	void afterSigkillTheServerEndsTheSessionAndTheNextStartGoesOn() {
		try (MigratorProcess process = process(slow(600))) {
			process.awaitLine(MIGRATING);
			awaitBackend("pg_sleep");
			process.kill();
		}
		// The server notices every two seconds.
		awaitNoMigrator();
		assertThat(versions()).containsExactly("1");
		start(slow(0));
		assertThat(versions()).containsExactly("1", "2");
	}

	@Test
	void afterSigkillDuringAConcurrentBuildTheNextStartNamesTheInvalidIndex(CapturedOutput output) throws Exception {
		MigrationFolder migrations = new MigrationFolder(this.folder).with("V1__first", "create table first (id int)")
			.with("V2__index", "create index concurrently first_id on first (id)");
		start(new MigrationFolder(this.folder), "spring.flyway.target=1");
		try (Connection old = PostgresServer.superuser(this.database.name());
				Statement reading = old.createStatement()) {
			old.setAutoCommit(false);
			reading.execute("set transaction isolation level repeatable read");
			reading.execute("select count(*) from first");
			try (MigratorProcess process = process(migrations)) {
				process.awaitLine(MIGRATING);
				awaitBackend("concurrently");
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.until(() -> !this.database.query("select 1 from pg_class where relname = 'first_id'").isEmpty());
				process.kill();
			}
			awaitNoMigrator();
		}
		assertThat(versions()).containsExactly("1");
		assertThatException().isThrownBy(() -> start(migrations));
		assertThat(output).contains("already exists", "execute: drop index concurrently public.first_id");
		PostgresServer.execute(this.database.name(), "drop index first_id",
				"delete from flyway_schema_history where not success");
		start(migrations);
		assertThat(versions()).containsExactly("1", "2");
	}

	@Test
	void atSigtermAWaitForTheLockEndsAtOnce() throws Exception {
		try (Connection holder = PostgresServer.superuser(this.database.name());
				Statement statement = holder.createStatement()) {
			statement.execute("select pg_advisory_lock("
					+ (77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode()) + ")");
			try (MigratorProcess process = process(slow(0))) {
				process.awaitLine("Flyway's lock, held by");
				process.terminate();
				assertThat(process.await()).isNotZero();
				assertThat(process.output()).contains("The application stops while it waits for its migrations");
			}
		}
		assertThat(this.database.query("select tablename from pg_tables where schemaname = 'public'")).isEmpty();
	}

	@Test
	void atSigtermTheMigrationThatRunsIsRolledBackAndNoOtherBegins() {
		MigrationFolder migrations = slow(600).with("V3__third", "create table third (id int)");
		try (MigratorProcess process = process(migrations)) {
			process.awaitLine(MIGRATING);
			awaitBackend("pg_sleep");
			process.terminate();
			assertThat(process.await()).isNotZero();
		}
		assertThat(versions()).containsExactly("1");
		start(slow(0).with("V3__third", "create table third (id int)"));
		assertThat(versions()).containsExactly("1", "2", "3");
	}

	@Test
	void afterItsConnectionIsCutNothingIsHalfDone() {
		try (MigratorProcess process = process(slow(600))) {
			process.awaitLine(MIGRATING);
			awaitBackend("pg_sleep");
			this.database.query("select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' "
					+ "and pid <> pg_backend_pid()");
			assertThat(process.await()).isOne();
		}
		assertThat(versions()).containsExactly("1");
		start(slow(0));
		assertThat(versions()).containsExactly("1", "2");
	}

	@Test
	void afterARestartOfTheServerTheNextStartGoesOn() throws Exception {
		try (RestartableServer server = new RestartableServer()) {
			server.execute("grant all on schema public to " + RestartableServer.USER);
			MigrationFolder migrations = slow(600);
			try (MigratorProcess process = MigratorProcess.start("chanuka.db.url=" + server.url(),
					migrations.location())) {
				process.awaitLine(MIGRATING);
				server.kill();
				assertThat(process.await()).isOne();
			}
			server.start();
			slow(0);
			TestApplication.start("chanuka.db.url=" + server.url(), migrations.location()).close();
		}
	}

	/**
	 * Two migrations, the second one of which waits. It may change as long as it is not
	 * applied.
	 */
	private MigrationFolder slow(int seconds) {
		return new MigrationFolder(this.folder).with("V1__first", "create table first (id int)")
			.with("V2__second", SLOW.formatted(seconds));
	}

	private MigratorProcess process(MigrationFolder migrations) {
		return MigratorProcess.start(migrations.properties(this.database));
	}

	private void start(MigrationFolder migrations, String... properties) {
		TestApplication.start(migrations.properties(this.database, properties)).close();
	}

	private void awaitBackend(String query) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> !this.database
				.query("select 1 from pg_stat_activity where query ilike '%" + query
						+ "%' and state = 'active' and pid <> pg_backend_pid() and datname = current_database()")
				.isEmpty());
	}

	private void awaitNoMigrator() {
		Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> this.database.connectedUsers().isEmpty());
		assertThat(this.database.query("select pid from pg_locks where locktype = 'advisory'")).isEmpty();
	}

	private Iterable<String> versions() {
		return this.database.query("select version from flyway_schema_history where success order by installed_rank");
	}

}
