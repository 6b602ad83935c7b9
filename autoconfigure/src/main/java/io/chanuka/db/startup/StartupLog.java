package io.chanuka.db.startup;

import java.time.Duration;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Logs that the start waits for an endpoint: at the first failure, then at growing
 * distances, and at the end.
 */
final class StartupLog {

	private static final Duration FIRST_DISTANCE = Duration.ofSeconds(5);

	private static final Log logger = LogFactory.getLog(StartupLog.class);

	private Duration next = FIRST_DISTANCE;

	private boolean begun;

	/**
	 * Logs a failed attempt that another one follows.
	 * @param failure the failure
	 * @param limit how long the endpoint is tried, or {@code null} if that is not limited
	 */
	void failed(StartupFailure failure, @Nullable Duration limit) {
		if (!this.begun) {
			this.begun = true;
			logger.warn(LogMessage.format("Cannot connect to %s (%s); retrying%s", failure.server(), failure.reason(),
					(limit != null) ? " for up to " + text(limit) : ""));
		}
		else if (failure.duration().compareTo(this.next) >= 0) {
			while (failure.duration().compareTo(this.next) >= 0) {
				this.next = this.next.multipliedBy(2);
			}
			logger.warn(LogMessage.format("Still cannot connect to %s (%s) after %d attempts, %s%s", failure.server(),
					failure.reason(), failure.attempts(), text(failure.duration()),
					(limit != null) ? "; " + text(limit.minus(failure.duration())) + " left" : ""));
		}
	}

	/**
	 * Logs that no other attempt follows.
	 * @param failure the last failure
	 */
	void ended(StartupFailure failure) {
		logger.error(failure.message());
	}

	/**
	 * Logs that a connection was opened, if it took more than one attempt.
	 * @param server the address
	 * @param attempts how many attempts it took
	 * @param duration how long it took
	 */
	void connected(Object server, int attempts, Duration duration) {
		if (attempts > 1) {
			logger.info(LogMessage.format("Connected to %s after %d attempts, %s", server, attempts, text(duration)));
		}
	}

	/**
	 * A duration with a tenth of a second.
	 */
	static String text(Duration duration) {
		Duration shown = duration.isNegative() ? Duration.ZERO : duration;
		return String.format(Locale.ROOT, "%.1f s", shown.toMillis() / 1000.0);
	}

}
