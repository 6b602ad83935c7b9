package io.chanuka.db.pool;

import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Tells of each outage once when it begins and once when it is over, however many notice.
 */
final class OutageLog {

	private static final Log logger = LogFactory.getLog(OutageLog.class);

	private final String server;

	/**
	 * When the outage began that was told of, or {@code null} if none goes on.
	 */
	private @Nullable Long begun;

	/**
	 * Create a new instance.
	 * @param server what to call the server
	 */
	OutageLog(String server) {
		this.server = server;
	}

	void begin(FailureKind kind) {
		synchronized (this) {
			if (this.begun != null) {
				return;
			}
			this.begun = System.nanoTime();
		}
		logger.warn(LogMessage.format(
				"No connection to %s can be opened: %s. It is tried again for as long as " + "connections are wanted",
				this.server, kind));
	}

	void end() {
		Long since;
		synchronized (this) {
			since = this.begun;
			this.begun = null;
		}
		if (since != null) {
			logger.info(LogMessage.format("Connections to %s can be opened again, after %d ms", this.server,
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since)));
		}
	}

}
