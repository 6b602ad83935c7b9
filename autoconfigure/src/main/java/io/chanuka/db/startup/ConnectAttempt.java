package io.chanuka.db.startup;

import java.sql.SQLException;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open the first connection of a source.
 */
final class ConnectAttempt {

	private final EndpointAttempts attempts;

	private final StartupPhase phase;

	ConnectAttempt(EndpointAttempts attempts, StartupPhase phase) {
		this.attempts = attempts;
		this.phase = phase;
	}

	/**
	 * Opens a connection, unless the pool has one by now or tries itself.
	 * @param source where it comes from
	 * @return what was thrown, or {@code null} if there is a connection
	 */
	@Nullable Throwable open(PhysicalConnectionSource source) {
		StartupFailure last = this.attempts.last();
		if (this.phase.isOver() && last != null && source.outage() != null) {
			return last.cause();
		}
		try {
			if (this.phase.isOver() && source.connections().size() > 0) {
				return null;
			}
			if (this.attempts.overlap()) {
				source.first().openAgain();
			}
			else {
				source.first().open();
			}
			return null;
		}
		catch (SQLException | RuntimeException | Error ex) {
			return ex;
		}
	}

}
