package io.chanuka.db.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.HealthCalls;
import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that works is not down, however busy it is, or whatever stands before it.
 */
@Timeout(180)
class WorkingDatabaseIT {

	private static final Log logger = LogFactory.getLog(WorkingDatabaseIT.class);

	private static final Duration DURATION = Duration.ofSeconds(6);

	@Test
	void fourClientsOfFiveConnectionsAreNotBusyNowAndThen() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server.url(), "chanuka.db.pool.max-size=5",
						"chanuka.db.pool.min-idle=5");
				Work work = new Work(context.getBean(RuntimePool.class), 4, Duration.ofMillis(20))) {
			Samples samples = sample(context, DURATION);
			logger.info(LogMessage.format("Four clients of five connections: %s", samples));
			assertThat(samples.statuses()).containsOnly("UP");
			assertThat(work.failures()).isZero();
		}
	}

	@Test
	void aPoolWhoseConnectionsAreAllInUseIsBusyAndStaysSo() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server.url(), "chanuka.db.pool.max-size=5",
						"chanuka.db.pool.min-idle=5");
				Work work = new Work(context.getBean(RuntimePool.class), 10, Duration.ofMillis(20))) {
			HealthCalls health = new HealthCalls(context);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> health.problems().contains("busy"));
			Samples samples = sample(context, DURATION);
			logger.info(LogMessage.format("Ten clients of five connections: %s", samples));
			assertThat(samples.statuses()).containsOnly("DEGRADED");
			assertThat(work.failures()).isZero();
		}
	}

	/**
	 * The pooler has as many connections to the server as the pool has to the pooler, so
	 * that a probe's own connection waits for as long as the statements take.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 300, 1000, 3000 })
	@EnabledIf(value = "io.chanuka.db.testsupport.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
	void aPoolAndAPoolerThatAreFullOfWorkAreNotDown(long statementMillis) throws Exception {
		try (RestartableServer server = new RestartableServer();
				PgBouncer pooler = PgBouncer.start(server);
				ConfigurableApplicationContext context = start(pooler.url(server), "chanuka.db.readiness.enabled=true",
						"chanuka.db.pool.max-size=" + PgBouncer.SERVER_CONNECTIONS,
						"chanuka.db.pool.min-idle=" + PgBouncer.SERVER_CONNECTIONS);
				Work work = new Work(context.getBean(RuntimePool.class), 10, Duration.ofMillis(statementMillis))) {
			Samples samples = sample(context, DURATION);
			logger.info(LogMessage.format("Full pooler, statements of %d ms: %s, %d of %d statements failed",
					statementMillis, samples, work.failures(), work.done()));
			// Unknown as long as the first probe is under way.
			assertThat(samples.statuses()).isSubsetOf("UNKNOWN", "UP", "DEGRADED").endsWith("DEGRADED");
			assertThat(samples.readiness()).containsOnly(200);
			assertThat(work.failures()).isZero();
			assertThat(work.done()).isPositive();
		}
	}

	@Test
	@EnabledIf(value = "io.chanuka.db.testsupport.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
	void aPoolThatTimesOutAtAPoolerIsDownAfterAWhile() throws Exception {
		try (RestartableServer server = new RestartableServer();
				PgBouncer pooler = PgBouncer.start(server);
				ConfigurableApplicationContext context = start(pooler.url(server), "chanuka.db.health.stuck-after=4s",
						"chanuka.db.pool.max-size=" + PgBouncer.SERVER_CONNECTIONS,
						"chanuka.db.shutdown.drain-timeout=1s");
				Work work = new Work(context.getBean(RuntimePool.class), 10, Duration.ofMillis(20))) {
			HealthCalls health = new HealthCalls(context);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> health.problems().contains("busy"));
			server.freeze(true);
			try {
				Awaitility.await().atMost(Duration.ofSeconds(32)).until(() -> health.status().equals("DOWN"));
				assertThat(health.problems()).contains("no connection returned");
			}
			finally {
				server.freeze(false);
			}
			Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> !health.status().equals("DOWN"));
			assertThat(work.done()).isPositive();
		}
	}

	@Test
	@EnabledIf(value = "io.chanuka.db.testsupport.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
	void aServerOrAPoolerThatIsStoppedIsDown() throws Exception {
		try (RestartableServer server = new RestartableServer();
				PgBouncer pooler = PgBouncer.start(server);
				ConfigurableApplicationContext context = start(pooler.url(server))) {
			HealthCalls health = new HealthCalls(context);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> health.status().equals("UP"));
			pooler.kill();
			Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> health.status().equals("DOWN"));
			pooler.start();
			Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> health.status().equals("UP"));
			server.freeze(true);
			try {
				Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> health.status().equals("DOWN"));
			}
			finally {
				server.freeze(false);
			}
		}
	}

	/**
	 * As after a change of a firewall, while the connections that are open go on.
	 */
	@Test
	void whenOnlyNewConnectionsAreRefusedThenTheDatabaseIsNotDown() throws Exception {
		try (RestartableServer server = new RestartableServer();
				BlackHole proxy = new BlackHole(server.port());
				ConfigurableApplicationContext context = start(
						server.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/"),
						"chanuka.db.readiness.enabled=true", "chanuka.db.pool.max-size=5", "chanuka.db.pool.min-idle=5",
						"chanuka.db.pool.connection-timeout=2s")) {
			HealthCalls health = new HealthCalls(context);
			RuntimePool pool = context.getBean(RuntimePool.class);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> pool.snapshot().idle() == 5);
			proxy.refuse(true);
			evictUntilRefused(pool);
			try (Work work = new Work(pool, 3, Duration.ofMillis(20))) {
				Samples samples = sample(context, Duration.ofSeconds(4));
				logger.info(LogMessage.format("New connections refused: %s, %d of %d statements failed", samples,
						work.failures(), work.done()));
				assertThat(samples.statuses()).containsOnly("DEGRADED");
				assertThat(samples.readiness()).containsOnly(200);
				assertThat(health.problems()).contains("no further connection can be opened: unreachable");
				assertThat(work.failures()).isZero();
			}
			pool.getHikariPoolMXBean().softEvictConnections();
			Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> health.status().equals("DOWN"));
			Awaitility.await().atMost(Duration.ofSeconds(16)).until(() -> health.readiness() == 503);
			proxy.refuse(false);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> health.status().equals("UP"));
		}
	}

	/**
	 * The first replacement may be a connection that was opened before.
	 */
	private static void evictUntilRefused(RuntimePool pool) throws SQLException {
		for (int number = 0; number < 3 && pool.source().outage() == null; number++) {
			pool.evictConnection(pool.getConnection());
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> pool.source().outage() != null || pool.snapshot().total() == 5);
		}
		assertThat(pool.source().outage()).isNotNull();
	}

	private static Samples sample(ConfigurableApplicationContext context, Duration duration) {
		HealthCalls health = new HealthCalls(context);
		List<String> statuses = new ArrayList<>();
		List<Integer> readiness = new ArrayList<>();
		long end = System.nanoTime() + duration.toNanos();
		while (System.nanoTime() - end < 0) {
			statuses.add(health.status());
			readiness.add(health.readiness());
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
		}
		return new Samples(statuses, readiness);
	}

	private static ConfigurableApplicationContext start(String url, String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.addAll(List.of("chanuka.db.url=" + url, "spring.flyway.enabled=false",
				"management.endpoints.web.exposure.include=health", "management.endpoint.health.show-details=always"));
		return TestApplication.startWeb(all.toArray(String[]::new));
	}

	/**
	 * What the health answered, one call after the other.
	 */
	private record Samples(List<String> statuses, List<Integer> readiness) {

		@Override
		public String toString() {
			int changes = 0;
			for (int i = 1; i < this.statuses.size(); i++) {
				changes += this.statuses.get(i).equals(this.statuses.get(i - 1)) ? 0 : 1;
			}
			return this.statuses.size() + " calls, " + changes + " changes, DOWN "
					+ this.statuses.stream().filter("DOWN"::equals).count() + ", not ready "
					+ this.readiness.stream().filter((status) -> status != 200).count();
		}

	}

	/**
	 * Clients that run one statement after the other.
	 */
	private static final class Work implements AutoCloseable {

		private final ExecutorService threads;

		private final AtomicBoolean over = new AtomicBoolean();

		private final AtomicInteger done = new AtomicInteger();

		private final AtomicInteger failures = new AtomicInteger();

		private Work(RuntimePool pool, int clients, Duration statement) {
			this.threads = Executors.newFixedThreadPool(clients);
			for (int i = 0; i < clients; i++) {
				this.threads.execute(() -> run(pool, "select pg_sleep(" + statement.toMillis() / 1000.0 + ")"));
			}
		}

		private void run(RuntimePool pool, String sql) {
			while (!this.over.get()) {
				try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
					statement.execute(sql);
				}
				catch (SQLException ex) {
					this.failures.incrementAndGet();
				}
				this.done.incrementAndGet();
				// A thread that asks again at once takes what it has just returned, and
				// those that wait never get it.
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
			}
		}

		int done() {
			return this.done.get();
		}

		int failures() {
			return this.failures.get();
		}

		@Override
		public void close() {
			this.over.set(true);
			this.threads.shutdown();
			try {
				assertThat(this.threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
