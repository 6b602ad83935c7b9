package io.chanuka.db.connection.recovery;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.chanuka.db.connection.FailureKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Logs each outage when it begins and when it is over, however many attempts fail. A
 * server that accepts no more connections is logged once a minute between, and over when
 * it has refused none for a while: connections that others close let in one of ours.
 */
public final class OutageLog {

	private static final long SUMMARY = TimeUnit.MINUTES.toNanos(1);

	private static final long CALM = TimeUnit.SECONDS.toNanos(10);

	private static final Log logger = LogFactory.getLog(OutageLog.class);

	private final String server;

	private final LongSupplier opened;

	private final LongSupplier refusals;

	private final LongSupplier nanoTime;

	private @Nullable FailureKind kind;

	private long begun;

	private long refusedBefore;

	private long lastFailure;

	private long lastLine;

	private long refusedByLastLine;

	/**
	 * Create a new instance.
	 * @param server the name of the server
	 * @param opened gives the number of connections opened so far
	 * @param refusals gives the number of attempts so far that were refused because there
	 * were too many connections
	 * @param nanoTime gives the time
	 */
	public OutageLog(String server, LongSupplier opened, LongSupplier refusals, LongSupplier nanoTime) {
		this.server = server;
		this.opened = opened;
		this.refusals = refusals;
		this.nanoTime = nanoTime;
	}

	/**
	 * Takes note of a failed attempt.
	 * @param failure why it failed
	 */
	synchronized void failed(FailureKind failure) {
		long now = this.nanoTime.getAsLong();
		boolean refused = failure == FailureKind.TOO_MANY_CONNECTIONS;
		if (this.kind == null) {
			this.begun = now;
			this.refusedBefore = this.refusals.getAsLong() - (refused ? 1 : 0);
		}
		boolean wasRefused = this.kind == FailureKind.TOO_MANY_CONNECTIONS;
		if (this.kind == null || refused != wasRefused) {
			logBegin(failure);
			line(now);
		}
		else if (refused && now - this.lastLine >= SUMMARY) {
			logSummary(now);
			line(now);
		}
		this.kind = failure;
		this.lastFailure = now;
	}

	private void logBegin(FailureKind failure) {
		logger.warn((failure == FailureKind.TOO_MANY_CONNECTIONS)
				? LogMessage.format("%s accepts no more connections (%s); retrying every 1 s to 10 s", this.server,
						failure)
				: LogMessage.format((this.opened.getAsLong() > 0) ? "Lost connection to %s (%s); retrying"
						: "Cannot connect to %s (%s); retrying", this.server, failure));
	}

	private void logSummary(long now) {
		logger.warn(LogMessage.format("%s still accepts no more connections: %d attempts refused in %d s", this.server,
				this.refusals.getAsLong() - this.refusedByLastLine,
				TimeUnit.NANOSECONDS.toSeconds(now - this.lastLine)));
	}

	private void line(long now) {
		this.lastLine = now;
		this.refusedByLastLine = this.refusals.getAsLong();
	}

	/**
	 * Takes note that a connection was opened.
	 */
	synchronized void opened() {
		if (this.kind == null || calmNanos() > 0) {
			return;
		}
		long millis = TimeUnit.NANOSECONDS.toMillis(this.nanoTime.getAsLong() - this.begun);
		logger.info((this.kind == FailureKind.TOO_MANY_CONNECTIONS)
				? LogMessage.format("%s accepts connections again after %d ms, %d attempts refused", this.server,
						millis, this.refusals.getAsLong() - this.refusedBefore)
				: LogMessage.format("Reconnected to %s after %d ms", this.server, millis));
		this.kind = null;
	}

	/**
	 * How long no attempt must be refused until the outage is over.
	 * @return the time in nanoseconds, 0 or less if it is or will be with the next
	 * connection
	 */
	synchronized long calmNanos() {
		return (this.kind == FailureKind.TOO_MANY_CONNECTIONS) ? this.lastFailure + CALM - this.nanoTime.getAsLong()
				: 0;
	}

}
