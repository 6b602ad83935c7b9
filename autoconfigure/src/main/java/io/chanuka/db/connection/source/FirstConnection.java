package io.chanuka.db.connection.source;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.chanuka.db.connection.recovery.PreopenedConnections;

/**
 * The first connection of a source, kept for the caller that asks next. It may be begun
 * before anything asks for it.
 */
public final class FirstConnection {

	/**
	 * An attempt does not wait longer for a connection that was begun before it.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final AtomicBoolean begun = new AtomicBoolean();

	private final PreopenedConnections preopened;

	private final OverlappingAttempts repeated;

	FirstConnection(PreopenedConnections.Opener opener, PreopenedConnections preopened, String server) {
		this.preopened = preopened;
		this.repeated = new OverlappingAttempts(opener, preopened, server);
	}

	/**
	 * Begins to open it on another thread. A failure is forgotten: the caller tries
	 * again.
	 */
	public void begin() {
		this.begun.set(true);
		this.preopened.fill(1, Duration.ZERO);
	}

	/**
	 * Opens it, unless the one that was begun is there in time.
	 * @throws SQLException if it could not be opened
	 */
	public void open() throws SQLException {
		if (!this.begun.getAndSet(false) || this.preopened.awaitAttempts(PATIENCE) == 0) {
			this.preopened.openOne();
		}
	}

	/**
	 * Opens it after an attempt has failed.
	 * @throws SQLException if it could not be opened, or an attempt that was begun before
	 * has failed meanwhile
	 */
	public void openAgain() throws SQLException {
		this.repeated.next();
	}

	/**
	 * Forgets how the attempts in progress end if they fail, because they were given up.
	 */
	public void giveUp() {
		this.repeated.giveUp();
	}

}
