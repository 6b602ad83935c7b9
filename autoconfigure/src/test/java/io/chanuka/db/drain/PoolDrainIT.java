package io.chanuka.db.drain;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The context closes while a thread that Spring does not know holds a connection.
 */
@ExtendWith(OutputCaptureExtension.class)
class PoolDrainIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void transactionOnAPlainThreadIsCommittedBeforeThePoolCloses(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start("30s");
		RuntimePool pool = context.getBean(RuntimePool.class);
		CountDownLatch borrowed = new CountDownLatch(1);
		CompletableFuture<Void> work = CompletableFuture.runAsync(() -> work(pool, borrowed));
		assertThat(borrowed.await(20, TimeUnit.SECONDS)).isTrue();
		context.close();
		work.get(20, TimeUnit.SECONDS);
		assertThat(this.database.query("select name from item")).containsExactly("kept");
		assertThat(output).contains("Waiting up to 30 s for active connections: 1", "Drain finished in",
				"all connections returned");
	}

	@Test
	void waitIsBounded(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start("1s");
		Connection forgotten = connectionOfAnotherThread(context);
		long start = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(8));
		assertThat(forgotten.isValid(1)).isFalse();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.database.connectedUsers().isEmpty());
		assertThat(output).contains("Thread 'other' still holds a connection, idle for", "; it runs no statement",
				"Drain finished in", "0 cancelled, 1 still active");
	}

	@Test
	void whenNothingIsBorrowedThenNothingIsLogged(CapturedOutput output) {
		start("30s").close();
		assertThat(output).doesNotContain("Waiting up to");
	}

	@Test
	void outcomeIsAnEventAndMetersAreThereFromTheStart() throws Exception {
		ConfigurableApplicationContext context = TestApplication.start(Outcomes.class,
				"chanuka.db.url=" + this.database.migrationUrl(), "chanuka.db.shutdown.drain-timeout=300ms");
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		Outcomes outcomes = context.getBean(Outcomes.class);
		assertThat(connections(registry, "returned")).isZero();
		assertThat(connections(registry, "cancelled")).isZero();
		assertThat(registry.get("chanuka.db.drain.duration").timeGauge().value()).isZero();
		Connection forgotten = connectionOfAnotherThread(context);
		context.close();
		assertThat(outcomes.heard).singleElement().satisfies((outcome) -> {
			assertThat(outcome.active()).isOne();
			assertThat(outcome.stillActive()).isOne();
			assertThat(outcome.atDeadline()).singleElement().satisfies((connection) -> {
				assertThat(connection.thread()).isEqualTo("other");
				assertThat(connection.state()).isEqualTo("idle");
				assertThat(connection.borrowedAt()).isNotNull();
			});
		});
		assertThat(connections(registry, "cancelled")).isZero();
		assertThat(connections(registry, "active")).isOne();
		assertThat(registry.get("chanuka.db.drain.duration").timeGauge().value(TimeUnit.MILLISECONDS))
			.isGreaterThanOrEqualTo(300);
		assertThat(forgotten.isValid(1)).isFalse();
	}

	@Test
	void whenTheServerHasNoConnectionLeftThenTheDriverCancels(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start("300ms");
		CompletableFuture<Void> work = endlessWork(context.getBean(DataSource.class));
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " connection limit 1");
		context.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> work.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
		assertThat(output).contains("' still holds a connection; it is cancelled",
				"0 returned, 1 cancelled, 0 still active");
	}

	@Test
	void whenTheServerRefusesMoreConnectionsThenTheDriverCancels(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = TestApplication.start("chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.shutdown.drain-timeout=300ms", "chanuka.db.pool.min-idle=0");
		RuntimePool pool = context.getBean(RuntimePool.class);
		CompletableFuture<Void> work = endlessWork(pool);
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " connection limit 1");
		// The pool retries only while a caller waits for the pool.
		CompletableFuture<Void> waiting = new CompletableFuture<>();
		new Thread(() -> borrowAndReturn(pool, waiting), "waiting").start();
		PhysicalConnectionSource source = pool.source();
		assertThat(source).isNotNull();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> source.outage() != null);
		context.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> work.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
		assertThat(output).contains("0 returned, 1 cancelled, 0 still active");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
	}

	@Test
	void whatRunsIsCancelledAlsoIfItsConnectionWasAskedToForgetWarnings(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start("300ms");
		Connection connection = context.getBean(RuntimePool.class).getConnection();
		connection.clearWarnings();
		CompletableFuture<Void> work = endlessWork(new SingleConnectionDataSource(connection, true));
		context.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> work.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
		assertThat(output)
			.containsPattern("Thread 'main' still holds a connection, active for \\d\\.\\d s: select pg_sleep");
	}

	@Test
	void whenThePoolClosesThenAcquireFailsWithTheReason() {
		ConfigurableApplicationContext context = start("30s");
		RuntimePool pool = context.getBean(RuntimePool.class);
		context.close();
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(pool::getConnection)
			.withMessageContaining("is shutting down; no connection can be acquired");
		assertThatExceptionOfType(SQLTransientConnectionException.class)
			.isThrownBy(() -> pool.getConnection(Duration.ofSeconds(1)));
	}

	@Test
	void workThatBeginsWhileBeansAreDestroyedIsAwaitedToo() throws Exception {
		ConfigurableApplicationContext context = TestApplication.start(LateWork.class,
				"chanuka.db.url=" + this.database.migrationUrl());
		LateWork late = context.getBean(LateWork.class);
		context.close();
		late.done.get(20, TimeUnit.SECONDS);
		assertThat(this.database.query("select name from item")).containsExactly("kept");
	}

	@Test
	void whenTheStartFailsThenNothingIsAwaited() {
		long start = System.nanoTime();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> TestApplication.start(FailingRunner.class,
				"chanuka.db.url=" + this.database.migrationUrl(), "chanuka.db.shutdown.readiness-delay=60s"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.database.connectedUsers().isEmpty());
	}

	@Test
	void anInterruptShortensTheDrainAndEverythingIsClosed() throws Exception {
		ConfigurableApplicationContext context = start("60s");
		Connection forgotten = context.getBean(RuntimePool.class).getConnection();
		Thread closing = new Thread(context::close, "closing");
		closing.start();
		Awaitility.await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
		closing.interrupt();
		closing.join(20_000);
		assertThat(closing.isAlive()).isFalse();
		assertThat(forgotten.isValid(1)).isFalse();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.database.connectedUsers().isEmpty());
	}

	@Test
	void whenConnectionsAreFetchedLazilyThenWorkIsAwaitedToo() throws Exception {
		ConfigurableApplicationContext context = TestApplication.start("chanuka.db.url=" + this.database.migrationUrl(),
				"spring.datasource.connection-fetch=lazy");
		DataSource dataSource = context.getBean(DataSource.class);
		assertThat(dataSource).isNotInstanceOf(RuntimePool.class);
		CountDownLatch borrowed = new CountDownLatch(1);
		CompletableFuture<Void> work = CompletableFuture.runAsync(() -> work(dataSource, borrowed));
		assertThat(borrowed.await(20, TimeUnit.SECONDS)).isTrue();
		context.close();
		work.get(20, TimeUnit.SECONDS);
		assertThat(this.database.query("select name from item")).containsExactly("kept");
	}

	@Test
	void whenThePlatformGivesLessThanAShutdownMayTakeThenThatIsLogged(CapturedOutput output) {
		TestApplication
			.start("chanuka.db.url=" + this.database.migrationUrl(), "chanuka.db.shutdown.grace-period=30s",
					"chanuka.db.shutdown.readiness-delay=10s", "spring.lifecycle.timeout-per-shutdown-phase=15s")
			.close();
		assertThat(output).contains(
				"The platform gives 30s to stop, and stopping may take 32s (readiness delay 10s, tasks 15s, drain 5s, "
						+ "cancelling 2s)");
	}

	/**
	 * Tomcat waits for the threads of requests that did not end.
	 */
	@Test
	void whenTheApplicationServesRequestsThenTheWaitsOfTheWebServerCount(CapturedOutput output) {
		TestApplication
			.startWeb("chanuka.db.url=" + this.database.migrationUrl(), "chanuka.db.shutdown.grace-period=30s",
					"spring.lifecycle.timeout-per-shutdown-phase=15s")
			.close();
		assertThat(output).contains("The platform gives 30s to stop, and stopping may take 42s (web requests 15s, "
				+ "Tomcat's threads 5s, tasks 15s, drain 5s, cancelling 2s)");
	}

	@Test
	void whenThePlatformGivesEnoughThenNothingIsLogged(CapturedOutput output) {
		TestApplication
			.start("chanuka.db.url=" + this.database.migrationUrl(), "chanuka.db.shutdown.grace-period=50s",
					"chanuka.db.shutdown.readiness-delay=10s", "spring.lifecycle.timeout-per-shutdown-phase=15s")
			.close();
		assertThat(output).doesNotContain("The platform gives");
	}

	/**
	 * A connection that a thread holds and does not return for as long as it lives.
	 */
	private static Connection connectionOfAnotherThread(ConfigurableApplicationContext context) throws Exception {
		RuntimePool pool = context.getBean(RuntimePool.class);
		CompletableFuture<Connection> acquired = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				acquired.complete(pool.getConnection());
			}
			catch (SQLException ex) {
				acquired.completeExceptionally(ex);
			}
			LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(2));
		}, "other");
		thread.setDaemon(true);
		thread.start();
		return acquired.get(20, TimeUnit.SECONDS);
	}

	private static double connections(MeterRegistry registry, String outcome) {
		return registry.get("chanuka.db.drain.connections").tag("outcome", outcome).functionCounter().count();
	}

	private static void work(DataSource pool, CountDownLatch borrowed) {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("insert into item (name) values ('kept')");
			borrowed.countDown();
			statement.execute("select pg_sleep(1)");
			connection.commit();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private CompletableFuture<Void> endlessWork(DataSource dataSource) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		CompletableFuture<Void> work = CompletableFuture.runAsync(() -> jdbc.execute("select pg_sleep(60) as endless"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.database
				.query("select 1 from pg_stat_activity where datname = current_database() and state = 'active' "
						+ "and query like '%endless%' and pid <> pg_backend_pid()")
				.size() == 1);
		return work;
	}

	/**
	 * In the drain it may get what another gives back, or be refused.
	 */
	private static void borrowAndReturn(RuntimePool pool, CompletableFuture<Void> ended) {
		try (Connection connection = pool.getConnection(Duration.ofSeconds(60))) {
			assertThat(connection).isNotNull();
			ended.complete(null);
		}
		catch (SQLException ex) {
			ended.completeExceptionally(ex);
		}
	}

	private ConfigurableApplicationContext start(String drainTimeout) {
		return TestApplication.start("chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.shutdown.drain-timeout=" + drainTimeout);
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
	static class LateWork implements DisposableBean {

		private final DataSource dataSource;

		private CompletableFuture<Void> done = new CompletableFuture<>();

		LateWork(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@Override
		public void destroy() throws InterruptedException {
			CountDownLatch borrowed = new CountDownLatch(1);
			this.done = CompletableFuture.runAsync(() -> work(this.dataSource, borrowed));
			borrowed.await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingRunner {

		@Bean
		ApplicationRunner runner(DataSource dataSource) {
			return (arguments) -> {
				dataSource.getConnection();
				throw new IllegalStateException("does not start");
			};
		}

	}

}
