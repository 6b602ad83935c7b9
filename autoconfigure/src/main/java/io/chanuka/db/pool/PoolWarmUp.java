package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.lifecycle.PhasedLifecycle;
import io.chanuka.db.settings.DurationFormat;
import io.chanuka.db.startup.GatedEndpoint;
import io.chanuka.db.startup.StartupFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Has the pool's minimum open before the web server takes requests. The connections have
 * been on their way since the pool was created, beside the migrations; here they are
 * awaited and handed to HikariCP. A database that is unavailable is no reason not to
 * start: the connections follow when it is available.
 */
public final class PoolWarmUp extends PhasedLifecycle {

	/**
	 * Before everything that may take requests.
	 */
	public static final int PHASE = Integer.MIN_VALUE / 2 + 1;

	private static final Log logger = LogFactory.getLog(PoolWarmUp.class);

	private final RuntimePool pool;

	/**
	 * Create a new instance.
	 * @param pool the pool
	 */
	public PoolWarmUp(RuntimePool pool) {
		super(PHASE);
		this.pool = pool;
	}

	@Override
	public void start() {
		super.start();
		PhysicalConnectionSource source = this.pool.source();
		// After a restore HikariCP opens its minimum itself, when it is resumed.
		boolean started = this.pool.getHikariPoolMXBean() != null;
		if (source == null || started || !this.pool.warms()) {
			return;
		}
		GatedEndpoint gate = this.pool.firstConnection();
		if (gate == null || this.pool.getMinimumIdle() == 0 || settle(gate)) {
			awaitAndHandOver(source);
		}
		else {
			StartupFailure failure = gate.failure();
			logger.warn(LogMessage.format("The application starts without a connection to %s: %s", source.server(),
					(failure != null) ? failure.reason() : "no answer within "
							+ DurationFormat.format(Duration.ofMillis(this.pool.getConnectionTimeout()))));
			gate.whenConnected(() -> DaemonThreads.start("warm-up " + source.server(), () -> awaitAndHandOver(source)));
		}
	}

	/**
	 * What the operator has to fix ends the start, unless a migration has fixed it.
	 */
	private boolean settle(GatedEndpoint gate) {
		try {
			return gate.settle(Duration.ofMillis(this.pool.getConnectionTimeout()));
		}
		catch (SQLException ex) {
			if (gate.endsStart()) {
				throw new CannotGetJdbcConnectionException("No connection for the runtime pool", ex);
			}
			return false;
		}
	}

	/**
	 * The first borrow starts HikariCP, which takes what is open.
	 */
	private void awaitAndHandOver(PhysicalConnectionSource source) {
		source.preopened().awaitAttempts(Duration.ofMillis(this.pool.getConnectionTimeout()));
		if (source.connections().size() > 0) {
			try (Connection connection = this.pool.getConnection()) {
				logger.debug(LogMessage.format("The pool is warm, %s", connection));
			}
			catch (SQLException ex) {
				logger.debug("The pool could not be warmed up", ex);
			}
		}
		source.preopened().discardUnused();
	}

	/**
	 * A checkpoint of the JVM (CRaC), before which Spring Boot suspends the pool, fails
	 * with any connection that is open.
	 */
	@Override
	public void stop() {
		super.stop();
		PhysicalConnectionSource source = this.pool.source();
		if (source != null && this.pool.isSuspended()) {
			Duration patience = Duration.ofMillis(this.pool.getConnectionTimeout());
			source.preopened().closeReady(patience);
			awaitEvicted(source, System.nanoTime() + patience.toNanos());
		}
	}

	/**
	 * HikariCP closes evicted connections on a thread of its own, which Spring Boot does
	 * not await if that thread is about to begin.
	 */
	private void awaitEvicted(PhysicalConnectionSource source, long deadline) {
		while (source.connections().size() > this.pool.snapshot().active() && System.nanoTime() - deadline < 0
				&& !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
		}
	}

}
