package io.chanuka.db.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The threads that try to open the first connection of an endpoint: while no attempt has
 * failed, one for each source, afterwards one for all. What is not private is used with
 * the lock.
 */
final class StartupProber {

	private final HostAndPort server;

	private final EndpointAttempts attempts;

	private final ConnectAttempt attempt;

	private final StartupPhase phase;

	private final ProbeTurns turns;

	private final ReentrantLock lock;

	private final Condition changed;

	private final ConnectedActions actions = new ConnectedActions();

	/**
	 * The sources that open a connection now.
	 */
	private final List<PhysicalConnectionSource> opening = new ArrayList<>();

	/**
	 * The thread that repeats the attempts.
	 */
	private @Nullable Thread repeating;

	/**
	 * Counts the times that the attempts were given up.
	 */
	private int ends;

	private boolean closed;

	private volatile boolean passed;

	StartupProber(HostAndPort server, EndpointAttempts attempts, StartupPhase phase, ProbeTurns turns) {
		this.server = server;
		this.attempts = attempts;
		this.attempt = new ConnectAttempt(attempts, phase);
		this.phase = phase;
		this.turns = turns;
		this.lock = turns.lock();
		this.changed = turns.changed();
	}

	/**
	 * Whether the endpoint has accepted a connection, from then on for ever. Also without
	 * the lock.
	 */
	boolean isPassed() {
		return this.passed;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * How often the attempts were given up.
	 */
	int ends() {
		return this.ends;
	}

	/**
	 * Whether an attempt has failed and another one follows.
	 */
	boolean isRepeating() {
		return this.repeating != null;
	}

	/**
	 * Whether a connection is being opened.
	 */
	boolean isOpening() {
		return !this.opening.isEmpty();
	}

	/**
	 * Whether a source opens a connection.
	 */
	boolean isOpening(PhysicalConnectionSource source) {
		return this.opening.contains(source);
	}

	/**
	 * Lets an action follow the first connection.
	 * @return {@code false} if there was one already
	 */
	boolean follow(Runnable action) {
		return this.actions.add(action);
	}

	void start(EndpointRole role, PhysicalConnectionSource source) {
		if (this.opening.isEmpty()) {
			this.attempts.begin();
		}
		this.opening.add(source);
		try {
			DaemonThreads.start("startup prober " + this.server, () -> probe(role, source));
		}
		catch (Error ex) {
			this.opening.remove(source);
			throw ex;
		}
	}

	/**
	 * Ends the attempts with a connection that something else has opened, unless one of
	 * them is in progress, which does so itself. Without the lock.
	 */
	void passIfIdle() {
		this.lock.lock();
		try {
			if (this.closed || !(isRepeating() || isOpening())) {
				pass();
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.closed = true;
		this.changed.signalAll();
	}

	private void probe(EndpointRole role, PhysicalConnectionSource source) {
		Duration delay = Duration.ZERO;
		while (delay != null && pause(source, delay)) {
			delay = done(role, source, this.attempt.open(source));
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
			boolean behind = this.turns.isTaken(this.server, this);
			while (!this.closed && !this.passed && (left > 0 || behind)) {
				this.opening.remove(source);
				if (!claim()) {
					return leave(source);
				}
				left = behind ? awaitTurn(delay) : this.changed.awaitNanos(left);
				behind = this.turns.isTaken(this.server, this);
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

	/**
	 * Makes the current thread the one that repeats the attempts, unless there is one.
	 * @return whether it is
	 */
	private boolean claim() {
		if (this.repeating == null) {
			this.repeating = Thread.currentThread();
		}
		return this.repeating == Thread.currentThread();
	}

	/**
	 * Waits for a change of the turns.
	 * @return the nanoseconds until the next attempt, if the turn has come
	 */
	private long awaitTurn(Duration delay) throws InterruptedException {
		this.changed.await();
		return this.turns.isConnected(this.server) ? 0 : Math.max(delay.toNanos(), StartupRetry.SHORTEST.toNanos());
	}

	private boolean leave(PhysicalConnectionSource source) {
		this.opening.remove(source);
		if (this.repeating == Thread.currentThread()) {
			this.repeating = null;
			this.turns.end(this.server, this);
		}
		this.changed.signalAll();
		return false;
	}

	/**
	 * Ends an attempt.
	 * @return the delay until the next one of this thread, or {@code null} for none
	 */
	private @Nullable Duration done(EndpointRole role, PhysicalConnectionSource source, @Nullable Throwable problem) {
		if (problem == null) {
			connected(source);
			return null;
		}
		StartupFailure failure = this.attempts.failed(role, problem);
		this.lock.lock();
		try {
			boolean repeats = this.repeating == null || this.repeating == Thread.currentThread();
			if (!this.passed && !this.closed && repeats) {
				return repeat(source, failure);
			}
			leave(source);
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void connected(PhysicalConnectionSource source) {
		this.lock.lock();
		try {
			pass();
		}
		finally {
			leave(source);
			this.lock.unlock();
		}
	}

	/**
	 * With the first connection all waits end, after the actions have been run, so that
	 * callers find what these have begun.
	 */
	private void pass() {
		try {
			if (!this.closed) {
				this.actions.run(this.lock);
			}
		}
		finally {
			if (!this.passed) {
				this.passed = true;
				this.turns.connected(this.server);
				this.attempts.succeeded();
			}
		}
	}

	private @Nullable Duration repeat(PhysicalConnectionSource source, StartupFailure failure) {
		this.opening.remove(source);
		this.changed.signalAll();
		Duration delay = this.attempts.delay(failure, this.phase.isOver());
		if (delay == null) {
			this.ends++;
			source.first().giveUp();
			leave(source);
		}
		else {
			this.repeating = Thread.currentThread();
			this.turns.take(this.server, this);
		}
		return delay;
	}

}
