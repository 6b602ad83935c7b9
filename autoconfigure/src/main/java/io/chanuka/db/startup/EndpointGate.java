package io.chanuka.db.startup;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.settings.EndpointSettings;
import org.jspecify.annotations.Nullable;

/**
 * The wait for the first connection of an endpoint. Threads of its own make the attempts,
 * one at a time once one has failed; callers wait without a time limit, because the
 * Spring Framework interrupts a starting thread at a shutdown only then. A connection
 * that was opened is left with its source, for the caller that waits.
 */
final class EndpointGate {

	private final ProbeTurns turns;

	private final ReentrantLock lock;

	private final Condition changed;

	private final StartupPhase phase;

	private final EndpointSettings endpoint;

	private final EndpointAttempts attempts;

	private final List<Runnable> whenConnected = new ArrayList<>();

	/**
	 * The sources that open a connection now.
	 */
	private final List<PhysicalConnectionSource> opening = new ArrayList<>();

	/**
	 * The sources whose callers know that the attempts were given up. A caller that
	 * repeats its own has one more.
	 */
	private final Set<PhysicalConnectionSource> refused = new HashSet<>();

	/**
	 * The thread that repeats the attempts.
	 */
	private @Nullable Thread prober;

	/**
	 * Counts the times that the attempts were given up.
	 */
	private int ends;

	private boolean closed;

	private volatile boolean passed;

	EndpointGate(EndpointSettings endpoint, StartupRetry retry, StartupPhase phase, ProbeTurns turns) {
		this.endpoint = endpoint;
		this.attempts = new EndpointAttempts(endpoint, retry);
		this.turns = turns;
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
		return this.passed;
	}

	@Nullable StartupFailure failure() {
		this.lock.lock();
		try {
			return this.passed ? null : this.attempts.last();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a connection was opened.
	 * @throws DatabaseUnavailableException if the attempts were given up
	 * @throws SQLException if the application stops
	 */
	void await(EndpointRole role, PhysicalConnectionSource source) throws SQLException {
		this.lock.lock();
		try {
			int before = this.ends;
			if (this.phase.waits()) {
				request(role, source);
			}
			while (!this.closed && this.phase.waits()
					&& (this.passed ? this.opening.contains(source) : this.ends == before)) {
				this.changed.await();
			}
			requireNotClosed();
			if (this.ends != before && !this.passed) {
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
	 * Waits until the first attempt has succeeded or failed.
	 * @return whether the endpoint has accepted a connection
	 * @throws DatabaseUnavailableException if no retry can help
	 */
	boolean settle(EndpointRole role, PhysicalConnectionSource source, Duration patience) throws SQLException {
		this.lock.lock();
		try {
			int before = this.ends;
			if (this.prober == null && !this.attempts.areExhausted()) {
				request(role, source);
			}
			long left = patience.toNanos();
			while (!this.closed && !this.passed && this.ends == before && this.prober == null && left > 0
					&& !this.opening.isEmpty()) {
				left = this.changed.awaitNanos(left);
			}
			StartupFailure last = this.attempts.last();
			if (!this.passed && last != null && last.permanent()) {
				throw this.attempts.unavailable();
			}
			return this.passed;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return this.passed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begins with the attempts, and lets an action follow the first connection.
	 */
	void begin(EndpointRole role, PhysicalConnectionSource source, Runnable action) {
		if (!whenConnected(action)) {
			this.lock.lock();
			try {
				if (!this.closed && this.prober == null && this.opening.isEmpty()) {
					start(role, source);
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
			if (!this.passed) {
				this.whenConnected.add(action);
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
			if (!this.passed && this.attempts.last() != null && this.prober == null && this.opening.isEmpty()) {
				start(role, source);
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
		if (this.passed) {
			return;
		}
		requireNotClosed();
		if (this.attempts.areExhausted() && this.refused.add(source)) {
			throw this.attempts.unavailable();
		}
		if (this.prober == null && !this.opening.contains(source)) {
			start(role, source);
		}
	}

	private void start(EndpointRole role, PhysicalConnectionSource source) {
		if (this.opening.isEmpty()) {
			this.attempts.begin();
		}
		this.opening.add(source);
		try {
			DaemonThreads.start("startup prober " + this.endpoint.firstHost(), () -> probe(role, source));
		}
		catch (Error ex) {
			this.opening.remove(source);
			throw ex;
		}
	}

	private void probe(EndpointRole role, PhysicalConnectionSource source) {
		Duration delay = Duration.ZERO;
		while (delay != null && pause(source, delay)) {
			delay = done(role, source, open(source));
		}
	}

	/**
	 * Waits until the next attempt is due: after a while, or at once when another
	 * endpoint of the same server has accepted a connection.
	 * @return {@code false} if no other attempt is needed
	 */
	private boolean pause(PhysicalConnectionSource source, Duration delay) {
		this.lock.lock();
		try {
			long left = delay.toNanos();
			boolean behind = this.turns.isTaken(this.endpoint.firstHost(), this);
			while (!this.closed && !this.passed && (left > 0 || behind)) {
				this.opening.remove(source);
				if (this.prober == null) {
					this.prober = Thread.currentThread();
				}
				if (this.prober != Thread.currentThread()) {
					return leave(source);
				}
				if (behind) {
					this.changed.await();
					left = this.turns.isConnected(this.endpoint.firstHost()) ? 0
							: Math.max(delay.toNanos(), StartupRetry.SHORTEST.toNanos());
				}
				else {
					left = this.changed.awaitNanos(left);
				}
				behind = this.turns.isTaken(this.endpoint.firstHost(), this);
			}
			boolean more = !this.closed && !this.passed;
			if (more && !this.opening.contains(source)) {
				this.opening.add(source);
			}
			return more || leave(source);
		}
		catch (InterruptedException ex) {
			return leave(source);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean leave(PhysicalConnectionSource source) {
		this.opening.remove(source);
		if (this.prober == Thread.currentThread()) {
			this.prober = null;
			this.turns.end(this.endpoint.firstHost(), this);
		}
		this.changed.signalAll();
		return false;
	}

	/**
	 * Opens a connection, unless the pool has one by now or tries itself.
	 */
	private @Nullable Throwable open(PhysicalConnectionSource source) {
		StartupFailure last = this.attempts.last();
		if (this.phase.isOver() && last != null && source.outage() != null) {
			return last.cause();
		}
		try {
			if (!this.phase.isOver() || source.connections().size() == 0) {
				source.openFirst();
			}
			return null;
		}
		catch (SQLException | RuntimeException | Error ex) {
			return ex;
		}
	}

	/**
	 * Ends an attempt. With the first connection all waits end.
	 * @return the delay until the next one of this thread, or {@code null} for none
	 */
	private @Nullable Duration done(EndpointRole role, PhysicalConnectionSource source, @Nullable Throwable problem) {
		StartupFailure failure = (problem != null) ? this.attempts.failed(role, problem) : null;
		if (failure == null) {
			runActions();
		}
		this.lock.lock();
		try {
			boolean repeats = this.prober == null || this.prober == Thread.currentThread();
			if (failure != null && !this.passed && !this.closed && repeats) {
				return repeat(source, failure);
			}
			if (failure == null && !this.passed) {
				this.passed = true;
				this.turns.connected(this.endpoint.firstHost());
				this.attempts.succeeded();
			}
			leave(source);
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Before the waits end, so that callers find what the actions have begun.
	 */
	private void runActions() {
		List<Runnable> actions = takeActions();
		while (!actions.isEmpty()) {
			actions.forEach(Runnable::run);
			actions = takeActions();
		}
	}

	private List<Runnable> takeActions() {
		this.lock.lock();
		try {
			List<Runnable> actions = List.copyOf(this.whenConnected);
			this.whenConnected.clear();
			return actions;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Duration repeat(PhysicalConnectionSource source, StartupFailure failure) {
		this.opening.remove(source);
		this.changed.signalAll();
		Duration delay = this.attempts.delay(failure, this.phase.isOver());
		if (delay == null) {
			this.ends++;
			leave(source);
		}
		else {
			this.prober = Thread.currentThread();
			this.turns.take(this.endpoint.firstHost(), this);
		}
		return delay;
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
		if (this.closed) {
			throw new SQLTransientConnectionException("The application is shutting down", "08003");
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
