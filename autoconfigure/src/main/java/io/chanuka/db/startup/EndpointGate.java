package io.chanuka.db.startup;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.EndpointSettings;
import org.jspecify.annotations.Nullable;

/**
 * The wait for the first connection of an endpoint. Callers wait without a time limit,
 * because the Spring Framework interrupts a starting thread at a shutdown only then. A
 * connection that was opened is left with its source, for the caller that waits.
 */
final class EndpointGate {

	private final ReentrantLock lock;

	private final Condition changed;

	private final StartupPhase phase;

	private final EndpointSettings endpoint;

	private final EndpointAttempts attempts;

	private final StartupProber prober;

	/**
	 * The sources whose callers know that the attempts were given up. A caller that
	 * repeats its own has one more.
	 */
	private final Set<PhysicalConnectionSource> refused = new HashSet<>();

	EndpointGate(EndpointSettings endpoint, StartupRetry retry, StartupPhase phase, ProbeTurns turns) {
		this.endpoint = endpoint;
		this.attempts = new EndpointAttempts(endpoint, retry);
		this.prober = new StartupProber(endpoint.firstHost(), this.attempts, phase, turns);
		this.lock = turns.lock();
		this.changed = turns.changed();
		this.phase = phase;
	}

	EndpointSettings endpoint() {
		return this.endpoint;
	}

	/**
	 * Whether the endpoint has accepted a connection, from then on for ever.
	 */
	boolean isPassed() {
		return this.prober.isPassed();
	}

	boolean isStopping() {
		return this.phase.isStopping();
	}

	@Nullable StartupFailure failure() {
		this.lock.lock();
		try {
			return isPassed() ? null : this.attempts.last();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a connection was opened, if the current thread waits in this phase of
	 * the start. Afterwards the first connection that is opened passes the gate.
	 * @throws DatabaseUnavailableException if the attempts were given up
	 * @throws SQLException if the application stops
	 */
	void await(EndpointRole role, PhysicalConnectionSource source) throws SQLException {
		if (this.phase.waits()) {
			awaitConnected(role, source);
		}
		else if (source.counters().openedCount() > 0) {
			this.prober.passIfIdle();
		}
	}

	private void awaitConnected(EndpointRole role, PhysicalConnectionSource source) throws SQLException {
		this.lock.lock();
		try {
			int before = this.prober.ends();
			request(role, source);
			while (this.phase.waits() && !isSettled(source, before)) {
				this.changed.await();
			}
			requireNotClosed();
			if (this.prober.ends() != before && !isPassed()) {
				this.refused.add(source);
				throw this.attempts.unavailable();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException(
					"Interrupted while " + this.endpoint.firstHost() + " was unavailable", "08001", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether a caller has nothing to wait for.
	 */
	private boolean isSettled(PhysicalConnectionSource source, int before) {
		return this.prober.isClosed() || (isPassed() ? !this.prober.isOpening(source) : this.prober.ends() != before);
	}

	/**
	 * Waits until the first attempt has succeeded or failed.
	 * @return whether the endpoint has accepted a connection
	 * @throws DatabaseUnavailableException if no retry can help
	 */
	boolean settle(EndpointRole role, PhysicalConnectionSource source, Duration patience) throws SQLException {
		this.lock.lock();
		try {
			int before = this.prober.ends();
			if (!this.prober.isRepeating() && !this.attempts.areExhausted()) {
				request(role, source);
			}
			long left = patience.toNanos();
			while (left > 0 && isFirst(before)) {
				left = this.changed.awaitNanos(left);
			}
			StartupFailure last = this.attempts.last();
			if (!isPassed() && last != null && last.permanent()) {
				throw this.attempts.unavailable();
			}
			return isPassed();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return isPassed();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether the first attempt is in progress.
	 */
	private boolean isFirst(int before) {
		return !this.prober.isClosed() && !isPassed() && this.prober.ends() == before && !this.prober.isRepeating()
				&& this.prober.isOpening();
	}

	/**
	 * Begins with the attempts, and lets an action follow the first connection.
	 */
	void begin(EndpointRole role, PhysicalConnectionSource source, Runnable action) {
		if (!whenConnected(action)) {
			this.lock.lock();
			try {
				if (!this.prober.isClosed() && !this.prober.isRepeating() && !this.prober.isOpening()) {
					this.prober.start(role, source);
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/**
	 * Lets an action follow the first connection, or runs it at once.
	 * @return whether there was one already
	 */
	boolean whenConnected(Runnable action) {
		this.lock.lock();
		try {
			if (this.prober.follow(action)) {
				return false;
			}
		}
		finally {
			this.lock.unlock();
		}
		action.run();
		return true;
	}

	/**
	 * Goes on with attempts that were given up: the application has started without a
	 * connection.
	 */
	void resume(EndpointRole role, PhysicalConnectionSource source) {
		this.lock.lock();
		try {
			this.changed.signalAll();
			if (!isPassed() && this.attempts.last() != null && !this.prober.isRepeating() && !this.prober.isOpening()) {
				this.prober.start(role, source);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * While an attempt has not failed, each source makes one of its own. Afterwards one
	 * thread makes them.
	 */
	private void request(EndpointRole role, PhysicalConnectionSource source) throws SQLException {
		if (isPassed()) {
			return;
		}
		requireNotClosed();
		if (this.attempts.areExhausted() && this.refused.add(source)) {
			throw this.attempts.unavailable();
		}
		if (!this.prober.isRepeating() && !this.prober.isOpening(source)) {
			this.prober.start(role, source);
		}
	}

	/**
	 * Lets threads go on that do not wait in this phase of the start.
	 */
	void phaseChanged() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void requireNotClosed() throws SQLException {
		if (this.prober.isClosed()) {
			throw new SQLTransientConnectionException("The application is shutting down", "08003");
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.prober.close();
		}
		finally {
			this.lock.unlock();
		}
	}

}
