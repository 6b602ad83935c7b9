package io.chanuka.db.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A migration that waits for a lock which a long transaction holds.
 */
@ExtendWith(OutputCaptureExtension.class)
class BlockedMigrationIT {

	private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

	private static final String LOCK_TIMEOUT_PROPERTY = "chanuka.db.migration.lock-timeout=" + LOCK_TIMEOUT.toMillis()
			+ "ms";

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path folder;

	private Connection report;

	@BeforeEach
	void holdTheTable() throws Exception {
		start(migrations()).close();
		this.report = PostgresServer.superuser(this.database.name());
		this.report.setAutoCommit(false);
		try (Statement statement = this.report.createStatement()) {
			statement.execute("set application_name = 'monthly-report'");
			statement.execute("select count(*) from item");
		}
	}

	@AfterEach
	void release() throws Exception {
		this.report.close();
	}

	@Test
	void readersWaitNoLongerThanTheLockTimeoutAndTheMigrationIsRepeated(CapturedOutput output) throws Exception {
		AtomicBoolean reading = new AtomicBoolean(true);
		AtomicLong longest = new AtomicLong();
		List<CompletableFuture<Void>> readers = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			readers.add(CompletableFuture.runAsync(() -> read(reading, longest), (task) -> new Thread(task).start()));
		}
		CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture
			.supplyAsync(() -> start(migrations().with("V2__between", "create table other (id int)")
				.with("V3__note", "alter table item add note text")));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> output.getOut().split("V3__note.sql timed out after 500ms").length > 2);
		assertThat(output).contains("waiting for a lock, held by 'monthly-report' (process ",
				"rolled back, next attempt in");
		assertThat(this.database.query("select version from flyway_schema_history order by 1")).containsExactly("1",
				"2");
		this.report.rollback();
		try (ConfigurableApplicationContext context = start.get(60, TimeUnit.SECONDS)) {
			assertThat(context.getBean(FlywayRecorder.class).outcome())
				.extracting(MigrationOutcome::applied, MigrationOutcome::succeeded, MigrationOutcome::version)
				.containsExactly(2, true, "3");
		}
		reading.set(false);
		for (CompletableFuture<Void> reader : readers) {
			reader.get(60, TimeUnit.SECONDS);
		}
		assertThat(Duration.ofNanos(longest.get())).isLessThan(LOCK_TIMEOUT.multipliedBy(8));
		assertThat(output.getOut().lines().filter((line) -> line.contains("ERROR"))).isEmpty();
	}

	@Test
	void whenTheTableStaysLockedThenTheStartEndsAtTheTimeout(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(migrations().with("V2__note", "alter table item add note text"),
					"chanuka.db.migration.timeout=3s"))
			.havingCause()
			.isInstanceOf(MigrationException.class);
		assertThat(output).contains("APPLICATION FAILED TO START",
				"V2__note.sql did not get its lock within 3s, held by 'monthly-report' (process ",
				"migrations before it stay applied");
		assertThat(this.database.query("select version from flyway_schema_history")).containsExactly("1");
	}

	@Test
	void eachMigrationHasTheLockTimeoutWhateverTheOthersSet() throws Exception {
		this.report.rollback();
		start(migrations()
			.with("V2__see",
					"create table seen (number int, value text);"
							+ "create function see(int) returns void language sql as "
							+ "'insert into seen values ($1, current_setting(''lock_timeout''))'; select see(2)")
			.with("V3__see", "select see(3)")
			.with("V4__see", "select see(4)")
			.with("V5__off", "set lock_timeout = 0")
			.with("V6__see", "select see(6)")
			.with("V7__index", "create index concurrently on seen (number)")
			.with("V8__see", "select see(8)")
			.with("V9__see", "select see(9)")).close();
		assertThat(this.database.query("select number || ' ' || value from seen order by number"))
			.containsExactly("2 500ms", "3 500ms", "4 500ms", "6 500ms", "8 500ms", "9 500ms");
	}

	@Test
	void whenACallbackRunsInEachAttemptThenTheMigrationIsNotRepeated(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(migrations().with("V2__note", "alter table item add note text")
			.with("beforeMigrate__grant", "select 1")));
		assertThat(output).doesNotContain("next attempt").contains("Changes successfully rolled back");
	}

	@Test
	void aMigrationInJavaIsNotRepeated(CapturedOutput output) {
		assertThatException().isThrownBy(() -> TestApplication.start(InJava.class,
				migrations().properties(this.database, LOCK_TIMEOUT_PROPERTY)));
		assertThat(output).doesNotContain("next attempt").contains("lock timeout");
		assertThat(this.database.query("select version from flyway_schema_history")).containsExactly("1");
	}

	/**
	 * The start would fail where it waits with Flyway alone.
	 */
	@Test
	void whereNothingRepeatsAMigrationOnlyAStatedLimitHolds() throws Exception {
		this.report.rollback();
		TestApplication.start(SeeingInJava.class, seeing().properties(this.database)).close();
		assertThat(seen()).containsExactly("2 5s 5min", "3 0 0", "4 5s 5min");
		PostgresServer.execute(this.database.name(), "truncate seen",
				"delete from flyway_schema_history where version > '1'", "drop table seen", "drop function see(int)");
		TestApplication.start(SeeingInJava.class, seeing().properties(this.database, LOCK_TIMEOUT_PROPERTY)).close();
		assertThat(seen()).containsExactly("2 500ms 5min", "3 500ms 0", "4 500ms 5min");
		TestApplication
			.start(SeeingInJava.class,
					seeing().with("V5__see", "select see(5)")
						.with("beforeMigrate__grant", "select 1")
						.properties(this.database))
			.close();
		assertThat(seen()).endsWith("5 0 5min");
	}

	private MigrationFolder seeing() {
		return migrations().with("V2__see", "create table seen (number int, value text);"
				+ "create function see(int) returns void language sql as $$ insert into seen values ($1, "
				+ "current_setting('lock_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout')) $$;"
				+ "select see(2)")
			.with("V4__see", "select see(4)");
	}

	private List<String> seen() {
		return this.database.query("select number || ' ' || value from seen order by number");
	}

	private void read(AtomicBoolean reading, AtomicLong longest) {
		try (Connection connection = PostgresServer.superuser(this.database.name());
				Statement statement = connection.createStatement()) {
			while (reading.get()) {
				long begun = System.nanoTime();
				statement.execute("select count(*) from item");
				longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MigrationFolder migrations() {
		return new MigrationFolder(this.folder).with("V1__item", "create table item (id int)");
	}

	private ConfigurableApplicationContext start(MigrationFolder migrations, String... properties) {
		String[] all = Stream.concat(Stream.of(LOCK_TIMEOUT_PROPERTY), Arrays.stream(properties))
			.toArray(String[]::new);
		return TestApplication.start(migrations.properties(this.database, all));
	}

	@Configuration(proxyBeanMethods = false)
	static class InJava {

		@Bean
		V2__Note note() {
			return new V2__Note();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SeeingInJava {

		@Bean
		V3__See see() {
			return new V3__See();
		}

	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V3__See extends BaseJavaMigration {

		@Override
		public void migrate(Context context) throws Exception {
			try (Statement statement = context.getConnection().createStatement()) {
				statement.execute("select see(3)");
			}
		}

	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V2__Note extends BaseJavaMigration {

		@Override
		public void migrate(Context context) throws Exception {
			try (Statement statement = context.getConnection().createStatement()) {
				statement.execute("alter table item add note text");
			}
		}

	}

}
