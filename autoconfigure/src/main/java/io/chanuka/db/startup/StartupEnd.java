package io.chanuka.db.startup;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Ends what a starting application does at its database: logins are given up, statements
 * are cancelled on the server, waits of Flyway, Liquibase and HikariCP are interrupted.
 * What still has a connection after a moment loses it.
 */
final class StartupEnd {

	private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(150);

	private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(400);

	private static final long STEP = TimeUnit.MILLISECONDS.toNanos(10);

	/**
	 * Interrupting a thread elsewhere could close the file of a jar that it reads.
	 */
	private static final List<String> INTERRUPTIBLE = List.of("org.flywaydb.", "liquibase.", "com.zaxxer.hikari.",
			"org.postgresql.", "io.chanuka.db.");

	private static final Log logger = LogFactory.getLog(StartupEnd.class);

	private final Thread starting;

	private final List<PhysicalConnectionSource> sources;

	StartupEnd(Thread starting, List<PhysicalConnectionSource> sources) {
		this.starting = starting;
		this.sources = sources;
	}

	void run() {
		this.sources.forEach(PhysicalConnectionSource::close);
		cancel();
		long begun = System.nanoTime();
		boolean again = true;
		while (isBusy() && System.nanoTime() - begun < PATIENCE) {
			if (again && System.nanoTime() - begun > AGAIN) {
				again = false;
				cancel();
			}
			interrupt();
			LockSupport.parkNanos(this, STEP);
		}
		connections().forEach(StartupEnd::abort);
	}

	private List<PhysicalConnection> connections() {
		return this.sources.stream().flatMap((source) -> source.connections().list().stream()).toList();
	}

	/**
	 * In parallel: a server that does not answer must not hold up the others.
	 */
	private void cancel() {
		connections().forEach((connection) -> DaemonThreads.start("startup-cancel", () -> {
			try {
				connection.cancel();
			}
			catch (SQLException ex) {
				logger.debug(LogMessage.format("Could not cancel what runs on %s", connection), ex);
			}
		}));
	}

	private boolean isBusy() {
		return !connections().isEmpty() || isInterruptible();
	}

	private boolean isInterruptible() {
		return Arrays.stream(this.starting.getStackTrace())
			.anyMatch((frame) -> INTERRUPTIBLE.stream().anyMatch(frame.getClassName()::startsWith));
	}

	private void interrupt() {
		Thread.State state = this.starting.getState();
		if ((state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) && isInterruptible()) {
			this.starting.interrupt();
		}
	}

	private static void abort(PhysicalConnection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			logger.debug(LogMessage.format("Could not abort %s", connection), ex);
		}
	}

}
