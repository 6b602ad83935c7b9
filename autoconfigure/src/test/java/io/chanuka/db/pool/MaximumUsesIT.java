package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Physical connections are replaced after their maximum of uses, and no caller notices.
 */
class MaximumUsesIT {

	private static final int THREADS = 8;

	private static final int BORROWS = 50;

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void noBackendIsUsedMoreOftenAndNoCallerSeesAnError() throws Exception {
		Map<Integer, Integer> uses = run("chanuka.db.pool.max-uses=3");
		assertThat(uses.values()).allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(3));
		assertThat(uses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(THREADS * BORROWS);
	}

	@Test
	void withoutAMaximumTheBackendsStay() throws Exception {
		assertThat(run("chanuka.db.pool.max-uses=0")).hasSizeLessThanOrEqualTo(5);
	}

	@Test
	void theNumberOfBorrowsNeverFalls() throws Exception {
		try (RuntimePool pool = TestPools.of(this.database.migrationUrl(), Duration.ofSeconds(30))) {
			pool.useLimit().setMaximum(1);
			PhysicalConnectionSource source = Objects.requireNonNull(pool.source());
			AtomicLong falls = new AtomicLong();
			Thread reader = new Thread(() -> {
				long before = 0;
				while (!Thread.currentThread().isInterrupted()) {
					long now = source.connections().borrows();
					falls.addAndGet((now < before) ? 1 : 0);
					before = now;
				}
			});
			reader.start();
			for (int i = 0; i < 200; i++) {
				pool.getConnection().close();
			}
			reader.interrupt();
			reader.join();
			assertThat(falls).hasValue(0);
			assertThat(source.connections().borrows()).isEqualTo(200);
		}
	}

	@Test
	void aProbeDoesNotWaitLongForTheNextConnection() throws Exception {
		try (RestartableServer server = new RestartableServer();
				RuntimePool pool = TestPools.of(server.url(), Duration.ofSeconds(8))) {
			pool.useLimit().setMaximum(1);
			pool.setMaximumPoolSize(1);
			pool.setMinimumIdle(0);
			pool.getConnection().close();
			server.freeze(true);
			try {
				long start = System.nanoTime();
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> pool.getConnection(Duration.ofMillis(300)).close());
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
			}
			finally {
				server.freeze(false);
			}
		}
	}

	private Map<Integer, Integer> run(String property) throws Exception {
		Map<Integer, Integer> uses = new ConcurrentHashMap<>();
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try (ConfigurableApplicationContext context = TestApplication
			.start("chanuka.db.url=" + this.database.migrationUrl(), property)) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			List<Future<?>> callers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				callers.add(threads.submit(() -> {
					for (int j = 0; j < BORROWS; j++) {
						try (Connection connection = pool.getConnection();
								Statement statement = connection.createStatement();
								ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
							row.next();
							uses.merge(row.getInt(1), 1, Integer::sum);
						}
					}
					return null;
				}));
			}
			for (Future<?> caller : callers) {
				caller.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		return uses;
	}

}
