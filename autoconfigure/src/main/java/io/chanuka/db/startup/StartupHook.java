package io.chanuka.db.startup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Ends the start of the application when the JVM shuts down meanwhile: Spring closes a
 * context only after its start has ended, and a starting thread that waits for a
 * statement, a lock or a login would hold it up. Registered as long as the application
 * starts.
 */
final class StartupHook {

	private static final Log logger = LogFactory.getLog(StartupHook.class);

	private final List<PhysicalConnectionSource> sources = new CopyOnWriteArrayList<>();

	private final StartupPhase phase;

	private final Runnable endWaits;

	private final Thread thread = new Thread(this::run, "chanuka-db-startup-hook");

	private boolean registered;

	private boolean removed;

	/**
	 * Create a new instance.
	 * @param phase how far the start is
	 * @param endWaits ends the waits for a first connection
	 */
	StartupHook(StartupPhase phase, Runnable endWaits) {
		this.phase = phase;
		this.endWaits = endWaits;
	}

	/**
	 * Registers the hook, if that has not been done.
	 * @param source the connections of which are closed, and their statements cancelled
	 */
	synchronized void watch(PhysicalConnectionSource source) {
		this.sources.add(source);
		if (!this.registered && !this.removed) {
			this.registered = true;
			try {
				Runtime.getRuntime().addShutdownHook(this.thread);
			}
			catch (IllegalStateException ex) {
				logger.debug("The JVM shuts down already", ex);
			}
		}
	}

	/**
	 * Removes the hook, also if it was not registered.
	 */
	synchronized void remove() {
		if (this.registered && !this.removed) {
			try {
				Runtime.getRuntime().removeShutdownHook(this.thread);
			}
			catch (IllegalStateException ex) {
				logger.debug("The JVM shuts down, the hook runs", ex);
			}
		}
		this.removed = true;
	}

	/**
	 * Once requests may come in, active connections are awaited by the drain.
	 */
	private void run() {
		if (this.phase.isOver()) {
			return;
		}
		boolean refreshes = this.phase.isRefreshing();
		this.phase.stopping();
		this.endWaits.run();
		if (refreshes) {
			new StartupEnd(this.phase.startingThread(), this.sources).run();
		}
	}

}
