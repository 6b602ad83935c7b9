package io.chanuka.db.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Flyway's lock, chosen by the endpoint.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationLocksIT {

	private static final String CONCURRENTLY = "-- An index\ncreate index concurrently first_id on first (id)";

	private static final String VERSIONS = "select version from flyway_schema_history where success order by 1";

	/**
	 * The number of the lock of the table {@code public.flyway_schema_history}.
	 */
	private static final long LOCK = 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path folder;

	@Test
	void whenSeveralMigrateADirectEndpointThenOneBuildsTheIndexAndAllStart() throws Exception {
		MigrationFolder migrations = new MigrationFolder(this.folder).withTwenty();
		int applied = startThree(migrations);
		assertThat(applied).isEqualTo(20);
		assertThat(this.database.query(VERSIONS)).hasSize(20);
		assertThat(this.database.query("select indisvalid from pg_index where indexrelid = 'items_name'::regclass"))
			.containsExactly("t");
		assertThat(this.database.query("select pid from pg_locks where locktype = 'advisory'")).isEmpty();
	}

	/**
	 * Without the logging of Spring Boot, which is one for all applications of a JVM and
	 * cannot be set up by several of them at the same time.
	 * @return how many migrations all of them have applied
	 */
	private int startThree(MigrationFolder migrations) throws Exception {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
		try {
			List<CompletableFuture<Integer>> starts = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
				try (ConfigurableApplicationContext context = start(migrations)) {
					return context.getBean(FlywayRecorder.class).outcome().applied();
				}
			}, (task) -> new Thread(task).start())).limit(3).toList();
			int applied = 0;
			for (CompletableFuture<Integer> start : starts) {
				applied += start.get(180, TimeUnit.SECONDS);
			}
			return applied;
		}
		finally {
			System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
		}
	}

	/**
	 * Flyway has its lock by then, or needs none any more.
	 */
	@Test
	void whenACallbackWaitsThenThatIsNoWaitForTheLock(CapturedOutput output) {
		TestApplication
			.start(WaitingCallback.class, simple().properties(this.database, "chanuka.db.migration.timeout=1s"))
			.close();
		assertThat(output).contains("The callback has waited").doesNotContain("Waiting up to");
	}

	@Test
	void whenAnotherSessionHoldsTheLockThenItIsNamedOnceAndTheStartGoesOnAfterwards(CapturedOutput output)
			throws Exception {
		MigrationFolder migrations = simple();
		CompletableFuture<ConfigurableApplicationContext> start;
		try (Connection holder = PostgresServer.superuser(this.database.name());
				Statement statement = holder.createStatement()) {
			statement.execute("set application_name = 'nightly-job'");
			statement.execute("select pg_advisory_lock(" + LOCK + ")");
			start = CompletableFuture.supplyAsync(() -> start(migrations));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> output.getOut().contains("Flyway's lock, held by 'nightly-job' (process "));
			assertThat(start).isNotDone();
		}
		try (ConfigurableApplicationContext context = start.get(60, TimeUnit.SECONDS)) {
			assertThat(context.getBean(FlywayRecorder.class).outcome().waited()).isGreaterThan(Duration.ofMillis(500));
		}
		assertThat(output.getOut().split("Flyway's lock, held by")).hasSize(2);
	}

	@Test
	void whenTheLockIsNotReleasedThenTheStartEndsAtTheTimeoutAndTheHolderIsNamed(CapturedOutput output)
			throws Exception {
		try (Connection holder = PostgresServer.superuser(this.database.name());
				Statement statement = holder.createStatement()) {
			statement.execute("set application_name = 'nightly-job'");
			statement.execute("select pg_advisory_lock(" + LOCK + ")");
			assertThatException().isThrownBy(() -> start(simple(), "chanuka.db.migration.timeout=3s"))
				.havingCause()
				.isInstanceOf(MigrationException.class);
		}
		assertThat(output)
			.contains("APPLICATION FAILED TO START",
					"Flyway's lock was not released within 3s, held by 'nightly-job' (process ", "pg_terminate_backend")
			.doesNotContain("Unable to release PostgreSQL advisory lock");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.database.connectedUsers()).isEmpty();
		start(simple()).close();
	}

	@Test
	void whenTheLockIsSetToTransactionalThenAConcurrentIndexIsRefusedBeforeAnythingIsApplied(CapturedOutput output) {
		MigrationFolder migrations = simple().with("V2__index", CONCURRENTLY);
		assertThatException().isThrownBy(() -> start(migrations, "spring.flyway.postgresql.transactional-lock=true"));
		assertThat(output).contains("V2__index.sql builds an index CONCURRENTLY in line 2",
				"Set chanuka.db.migration.url to the direct endpoint");
		assertThat(this.database.query("select tablename from pg_tables where schemaname = 'public'")).isEmpty();
	}

	@Test
	void whenAPoolerIsInBetweenThenAConcurrentIndexIsRefusedBeforeItStarts(CapturedOutput output) {
		assumeThat(PgBouncer.isInstalled()).as("PgBouncer is installed").isTrue();
		MigrationFolder migrations = simple().with("V2__index", CONCURRENTLY);
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", "extra_float_digits,options")) {
			assertThatException().isThrownBy(() -> startThrough(pooler, migrations));
			assertThat(output).contains("V2__index.sql builds an index CONCURRENTLY in line 2");
			assertThat(this.database.query(VERSIONS)).containsExactly("1");
			assertThat(this.database.query("select success from flyway_schema_history")).containsOnly("t");
			migrations.with("V2__index", CONCURRENTLY.replace("concurrently", ""));
			startThrough(pooler, migrations).close();
		}
		assertThat(this.database.query(VERSIONS)).containsExactly("1", "2");
	}

	@Test
	void whenAConcurrentBuildFailsThenTheInvalidIndexIsNamed(CapturedOutput output) {
		MigrationFolder migrations = new MigrationFolder(this.folder)
			.with("V1__first", "create table first (id int); insert into first values (1), (1)")
			.with("V2__index", "create unique index concurrently first_id on first (id)");
		assertThatException().isThrownBy(() -> start(migrations));
		assertThat(output).contains("Index public.first_id is INVALID", "drop index concurrently public.first_id");
	}

	private MigrationFolder simple() {
		return new MigrationFolder(this.folder).with("V1__first", "create table first (id int)");
	}

	private ConfigurableApplicationContext start(MigrationFolder migrations, String... properties) {
		return TestApplication.start(migrations.properties(this.database, properties));
	}

	private ConfigurableApplicationContext startThrough(PgBouncer pooler, MigrationFolder migrations) {
		return TestApplication.start("chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=" + pooler.url(this.database), "chanuka.db.migration.allow-pooled=true",
				migrations.location());
	}

	@Configuration(proxyBeanMethods = false)
	static class WaitingCallback {

		@Bean
		Callback waiting() {
			return new BaseCallback() {

				@Override
				public boolean supports(Event event, Context context) {
					return event == Event.AFTER_MIGRATE;
				}

				@Override
				public void handle(Event event, Context context) {
					try {
						new CountDownLatch(1).await(3, TimeUnit.SECONDS);
						System.out.println("The callback has waited");
					}
					catch (InterruptedException ex) {
						throw new IllegalStateException(ex);
					}
				}

			};
		}

	}

}
