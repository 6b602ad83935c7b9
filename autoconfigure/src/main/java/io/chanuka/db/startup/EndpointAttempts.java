package io.chanuka.db.startup;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.startup.StartupFailure.End;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to open the first connection of an endpoint: their number, their duration
 * and the last failure, in the record and in the log.
 */
final class EndpointAttempts {

	private final StartupLog log = new StartupLog();

	private final EndpointSettings endpoint;

	private final StartupRetry retry;

	private long begun;

	private int failed;

	/**
	 * Whether the end of the attempts was logged.
	 */
	private boolean ended;

	private @Nullable StartupFailure last;

	EndpointAttempts(EndpointSettings endpoint, StartupRetry retry) {
		this.endpoint = endpoint;
		this.retry = retry;
	}

	/**
	 * Begins to count, unless the last failure was one that may pass.
	 */
	synchronized void begin() {
		if (this.last == null || this.last.permanent()) {
			this.begun = System.nanoTime();
			this.failed = 0;
			this.ended = false;
		}
	}

	/**
	 * Takes note of a failed attempt.
	 * @param role the endpoint that was requested
	 * @param problem what was thrown
	 * @return the failure, with what follows from it
	 */
	StartupFailure failed(EndpointRole role, Throwable problem) {
		SQLException failure = (problem instanceof SQLException sqlException) ? sqlException
				: new SQLException("The attempt to connect failed: " + problem, problem);
		FailureKind kind = AddressFamily.refine(ConnectionFailure.of(failure).kind(), this.endpoint.hosts());
		boolean permanent = !kind.isTransient() || failure != problem;
		synchronized (this) {
			this.failed++;
			this.last = new StartupFailure(role, this.endpoint.firstHost(),
					Redactor.redactText(this.endpoint.postgresUrl().toString()), this.endpoint.username(), kind,
					failure, this.failed, elapsed(), permanent ? End.PERMANENT : End.NONE);
			return this.last;
		}
	}

	/**
	 * Decides about the next attempt.
	 * @param failure the last one
	 * @param afterStart whether the application has started, which does not give up
	 * @return the delay until then, or {@code null} if there is none
	 */
	synchronized @Nullable Duration delay(StartupFailure failure, boolean afterStart) {
		double random = ThreadLocalRandom.current().nextDouble();
		if (afterStart) {
			this.log.failed(failure, null);
			return StartupRetry.delayAfterStart(failure.kind(), failure.duration(), random);
		}
		Duration delay = failure.permanent() ? null
				: this.retry.delay(failure.kind(), failure.attempts(), failure.duration(), random);
		if (delay != null) {
			this.log.failed(failure, this.retry.limit(failure.kind()));
			return delay;
		}
		this.last = failure.ended();
		if (!this.ended) {
			this.ended = true;
			this.log.ended(this.last);
		}
		return null;
	}

	synchronized void succeeded() {
		this.ended = false;
		this.last = null;
		this.log.connected(this.endpoint.firstHost(), this.failed + 1, elapsed());
	}

	synchronized @Nullable StartupFailure last() {
		return this.last;
	}

	/**
	 * Whether an attempt that is not answered does not hold up the next. A number of
	 * attempts that was set holds.
	 */
	synchronized boolean overlap() {
		return this.last != null && !this.retry.backsOff();
	}

	synchronized boolean areExhausted() {
		return this.last != null && this.last.timedOut();
	}

	synchronized DatabaseUnavailableException unavailable() {
		return new DatabaseUnavailableException(Objects.requireNonNull(this.last));
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.begun);
	}

}
