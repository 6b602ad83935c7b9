package io.chanuka.db.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.HealthCalls;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with eight connections and eight clients, and what it reports of its
 * database.
 */
final class SoakedApplication implements AutoCloseable {

	static final int CLIENTS = 8;

	static final Duration STUCK_AFTER = Duration.ofSeconds(4);

	private static final Duration POLL = Duration.ofMillis(20);

	private final String name;

	private final ConfigurableApplicationContext context;

	private final RuntimePool pool;

	private final HealthCalls health;

	private final AtomicLong done = new AtomicLong();

	private volatile boolean working;

	private volatile String statement = "select pg_sleep(0.02)";

	private ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

	SoakedApplication(String name, String url) {
		this.name = name;
		this.context = TestApplication.startWeb("chanuka.db.url=" + url, "spring.flyway.enabled=false",
				"chanuka.db.pool.max-size=" + CLIENTS, "chanuka.db.pool.min-idle=" + CLIENTS,
				"chanuka.db.pool.connection-timeout=5s", "chanuka.db.pool.validation-timeout=1s",
				"chanuka.db.login-timeout=1s", "chanuka.db.health.stuck-after=" + STUCK_AFTER.toSeconds() + "s",
				"chanuka.db.shutdown.drain-timeout=1s", "management.endpoints.web.exposure.include=health",
				"management.endpoint.health.show-details=always");
		this.pool = this.context.getBean(RuntimePool.class);
		this.health = new HealthCalls(this.context);
	}

	void work() {
		this.working = true;
		this.clients = Executors.newFixedThreadPool(CLIENTS);
		for (int i = 0; i < CLIENTS; i++) {
			this.clients.execute(this::run);
		}
	}

	private void run() {
		while (this.working) {
			try (Connection connection = this.pool.getConnection(); Statement work = connection.createStatement()) {
				work.execute(this.statement);
				this.done.incrementAndGet();
			}
			catch (SQLException ex) {
				// A fault.
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		}
	}

	void rest() throws InterruptedException {
		this.working = false;
		this.clients.shutdown();
		this.clients.awaitTermination(60, TimeUnit.SECONDS);
	}

	void execute(String sql) {
		this.statement = sql;
	}

	/**
	 * Waits for a status.
	 * @param down whether the database is to be reported as down, or not
	 * @param begin since when
	 * @param limit how long it may take
	 * @return how long it took, at least the limit if that was not enough
	 */
	Duration awaitDown(boolean down, long begin, Duration limit) {
		try {
			Awaitility.await()
				.pollInterval(POLL)
				.pollDelay(Duration.ZERO)
				.atMost(limit.multipliedBy(4))
				.until(() -> isDown() == down);
		}
		catch (ConditionTimeoutException ex) {
			return limit.multipliedBy(4);
		}
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	boolean isDown() {
		return this.health.status().equals("DOWN");
	}

	String describe() {
		return this.name + " " + this.health.status() + " " + this.health.problems() + " " + this.pool.snapshot() + ", "
				+ this.done + " statements";
	}

	/**
	 * Closes an idle or active connection of the pool, so that it opens another one.
	 */
	void evictOne() throws SQLException {
		this.pool.evictConnection(this.pool.getConnection());
	}

	/**
	 * How many connections the pool has, and how many are open.
	 */
	List<Integer> connections() {
		return List.of(this.pool.snapshot().total(), this.pool.source().connections().size());
	}

	@Override
	public void close() {
		this.working = false;
		this.clients.shutdownNow();
		this.context.close();
	}

}
