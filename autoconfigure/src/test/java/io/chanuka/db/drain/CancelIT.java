package io.chanuka.db.drain;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.chanuka.db.pool.ActiveConnection;
import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Statements that are still active at the deadline: cancelled on the server, and counted
 * only if that is confirmed.
 */
@ExtendWith(OutputCaptureExtension.class)
class CancelIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	/**
	 * A question to the server would queue behind the statements to cancel.
	 */
	@Test
	@EnabledIf(value = "io.chanuka.db.testsupport.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
	void behindASaturatedPoolerEveryStatementIsCancelledAndNoneElseCounted(CapturedOutput output) {
		try (PgBouncer bouncer = PgBouncer.start(this.database, "transaction", "extra_float_digits")) {
			ConfigurableApplicationContext context = start("chanuka.db.url=" + bouncer.url(this.database),
					"chanuka.db.migration.url=" + this.database.migrationUrl(), "chanuka.db.pool.max-size=10",
					"chanuka.db.shutdown.drain-timeout=1s");
			ConnectionHolder.idle(ConnectionHolder.thread("idle"), context.getBean(DataSource.class));
			List<CompletableFuture<Void>> queries = new ArrayList<>();
			for (int i = 0; i < PgBouncer.SERVER_CONNECTIONS; i++) {
				queries.add(query(context, "query-" + i));
			}
			awaitActive(PgBouncer.SERVER_CONNECTIONS);
			DrainOutcome outcome = close(context);
			assertThat(queries).allSatisfy(CancelIT::assertCancelled);
			assertThat(active()).isEmpty();
			assertThat(outcome.cancelled()).isEqualTo(PgBouncer.SERVER_CONNECTIONS);
			assertThat(outcome.stillActive()).isOne();
			assertThat(outcome.atDeadline()).filteredOn((connection) -> connection.thread().equals("idle"))
				.singleElement()
				.satisfies((connection) -> assertThat(connection.cancelled()).isFalse());
		}
		assertThat(output).contains("5 cancelled, 1 still active");
	}

	@Test
	void anIdleConnectionIsNotCountedAsCancelled() {
		ConfigurableApplicationContext context = start("chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.shutdown.drain-timeout=500ms");
		ConnectionHolder.idleInTransaction(ConnectionHolder.thread("idle"), context.getBean(DataSource.class));
		CompletableFuture<Void> query = query(context, "query");
		awaitActive(1);
		DrainOutcome outcome = close(context);
		assertCancelled(query);
		assertThat(outcome.cancelled()).isOne();
		assertThat(outcome.atDeadline())
			.extracting(ActiveConnection::thread, ActiveConnection::state, ActiveConnection::cancelled)
			.containsExactlyInAnyOrder(tuple("idle", "idle in transaction", false), tuple("query", "active", true));
	}

	/**
	 * Such a server does not show which backends run a statement.
	 */
	@Test
	void whenTheServerDoesNotTrackActivitiesThenStatementsAreCancelledToo() {
		PostgresServer.execute(this.database.name(),
				"alter role " + this.database.migrator() + " set track_activities = off");
		ConfigurableApplicationContext context = start("chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.shutdown.drain-timeout=500ms");
		CompletableFuture<Void> query = query(context, "query");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sleeping() == 1);
		DrainOutcome outcome = close(context);
		assertCancelled(query);
		assertThat(outcome.cancelled()).isOne();
		assertThat(sleeping()).isZero();
	}

	private int sleeping() {
		return this.database
			.query("select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'")
			.size();
	}

	/**
	 * Its error does not pass the pool.
	 */
	@Test
	void aCopyIsCountedBecauseTheServerReportsItsEnd() {
		ConfigurableApplicationContext context = start("chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.shutdown.drain-timeout=500ms");
		DataSource pool = context.getBean(DataSource.class);
		CompletableFuture<Void> copy = new CompletableFuture<>();
		ConnectionHolder.thread("copy").execute(() -> {
			try (Connection connection = pool.getConnection()) {
				connection.unwrap(PGConnection.class)
					.getCopyAPI()
					.copyOut("copy (select pg_sleep(60) as nap) to stdout", new ByteArrayOutputStream());
				copy.complete(null);
			}
			catch (Exception ex) {
				copy.completeExceptionally(ex);
			}
		});
		awaitActive(1);
		DrainOutcome outcome = close(context);
		assertCancelled(copy);
		assertThat(outcome.cancelled()).isOne();
	}

	/**
	 * The drain and the pool's end share the deadline: what the server did not answer
	 * once is not asked again.
	 */
	@Test
	void aFrozenServerIsWaitedForOnce(CapturedOutput output) throws Exception {
		try (RestartableServer server = new RestartableServer()) {
			ConfigurableApplicationContext context = start("chanuka.db.url=" + server.url(),
					"chanuka.db.shutdown.drain-timeout=3s", "spring.flyway.enabled=false");
			CompletableFuture<Void> query = query(context, "query");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() > 0);
			server.freeze(true);
			try {
				long start = System.nanoTime();
				DrainOutcome outcome = close(context);
				assertThat(Duration.ofNanos(System.nanoTime() - start).minus(outcome.duration()))
					.isLessThan(Duration.ofSeconds(3));
				assertThat(outcome.duration()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(11));
				assertThat(outcome.cancelled()).isZero();
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> query.get(20, TimeUnit.SECONDS));
			}
			finally {
				server.freeze(false);
			}
		}
		assertThat(output)
			.containsOnlyOnce("Thread 'query' still holds a connection; it is not confirmed to be cancelled");
	}

	/**
	 * What is destroyed after the drain does not wait for it either.
	 */
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenTheServerIsFrozenThenItIsNotWaitedForBeforeEachExecutorIsDestroyed() throws Exception {
		try (RestartableServer server = new RestartableServer()) {
			ConfigurableApplicationContext context = TestApplication.start(ManyExecutors.class,
					"chanuka.db.url=" + server.url(), "chanuka.db.shutdown.drain-timeout=1s",
					"spring.flyway.enabled=false", "spring.threads.virtual.enabled=true");
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
			CompletableFuture<Void> query = CompletableFuture.runAsync(() -> jdbc.execute("select pg_sleep(60) as nap"),
					context.getBean("applicationTaskExecutor", Executor.class));
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() > 0);
			server.freeze(true);
			try {
				long start = System.nanoTime();
				DrainOutcome outcome = close(context);
				assertThat(Duration.ofNanos(System.nanoTime() - start).minus(outcome.duration()))
					.isLessThan(Duration.ofSeconds(8));
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> query.get(20, TimeUnit.SECONDS));
			}
			finally {
				server.freeze(false);
			}
		}
	}

	private static CompletableFuture<Void> query(ConfigurableApplicationContext context, String thread) {
		JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
		return CompletableFuture.runAsync(() -> jdbc.execute("select pg_sleep(60) as nap"),
				ConnectionHolder.thread(thread));
	}

	private static void assertCancelled(CompletableFuture<Void> work) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> work.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
	}

	private void awaitActive(int number) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> active().size() == number);
	}

	private List<String> active() {
		return this.database.query("select pid from pg_stat_activity where datname = current_database() "
				+ "and state = 'active' and query like '%as nap%' and pid <> pg_backend_pid()");
	}

	private static DrainOutcome close(ConfigurableApplicationContext context) {
		Outcomes outcomes = context.getBean(Outcomes.class);
		context.close();
		assertThat(outcomes.heard).hasSize(1);
		return outcomes.heard.get(0);
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return TestApplication.start(Outcomes.class, properties);
	}

	@Configuration(proxyBeanMethods = false)
	static class Outcomes {

		private final List<DrainOutcome> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void hear(DrainOutcome outcome) {
			this.heard.add(outcome);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ManyExecutors extends Outcomes implements BeanDefinitionRegistryPostProcessor {

		@Override
		public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
			for (int i = 0; i < 8; i++) {
				registry.registerBeanDefinition("executor" + i, new RootBeanDefinition(ThreadPoolTaskExecutor.class));
			}
		}

	}

}
