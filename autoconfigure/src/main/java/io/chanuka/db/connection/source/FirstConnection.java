package io.chanuka.db.connection.source;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.chanuka.db.connection.recovery.PreopenedConnections;

/**
 * The first connection of a source, which may be begun before anything asks for it.
 */
final class FirstConnection {

	/**
	 * An attempt does not wait longer for a connection that was begun before it.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final AtomicBoolean begun = new AtomicBoolean();

	private final PreopenedConnections preopened;

	FirstConnection(PreopenedConnections preopened) {
		this.preopened = preopened;
	}

	/**
	 * Begins to open it on another thread.
	 */
	void begin() {
		this.begun.set(true);
		this.preopened.fill(1, Duration.ZERO);
	}

	/**
	 * Opens it, unless the one that was begun is there in time.
	 */
	void open() throws SQLException {
		if (!this.begun.getAndSet(false) || this.preopened.awaitAttempts(PATIENCE) == 0) {
			this.preopened.openOne();
		}
	}

}
