package io.chanuka.db.drain;

import java.time.Duration;
import java.util.List;

import io.chanuka.db.pool.ActiveConnection;

/**
 * What became of the connections that were active when the application stopped. Published
 * as an application event when the drain is over.
 *
 * @param active how many were active when the drain began
 * @param atDeadline those that were still active when time was up, with what became of
 * their statements
 * @param notAwaited those that were not awaited, because nothing was going to return them
 * @param stillActive how many of the awaited ones are active even so
 * @param duration how long the drain took
 */
public record DrainOutcome(int active, List<ActiveConnection> atDeadline, List<ActiveConnection> notAwaited,
		int stillActive, Duration duration) {

	/**
	 * The outcome as long as the application runs.
	 */
	static final DrainOutcome NONE = new DrainOutcome(0, List.of(), List.of(), 0, Duration.ZERO);

	public DrainOutcome {
		atDeadline = List.copyOf(atDeadline);
		notAwaited = List.copyOf(notAwaited);
	}

	/**
	 * How many were returned in time.
	 * @return the number
	 */
	public int returned() {
		return Math.max(0, this.active - this.notAwaited.size() - Math.max(this.atDeadline.size(), this.stillActive));
	}

	/**
	 * How many statements were cancelled, as their threads or the server confirmed.
	 * @return the number
	 */
	public int cancelled() {
		return (int) this.atDeadline.stream().filter(ActiveConnection::cancelled).count();
	}

	/**
	 * Whether all connections that were awaited were returned.
	 * @return {@code true} if so
	 */
	public boolean isClean() {
		return this.atDeadline.isEmpty() && this.stillActive == 0;
	}

	/**
	 * Describes it in one line.
	 * @return the line
	 */
	public String describe() {
		String left = this.notAwaited.isEmpty() ? "" : ", " + this.notAwaited.size() + " not awaited";
		if (!isClean()) {
			return "Drain finished in " + this.duration.toMillis() + " ms: " + returned() + " returned, " + cancelled()
					+ " cancelled, " + this.stillActive + " still active" + left;
		}
		return "Drain finished in " + this.duration.toMillis() + " ms: "
				+ (left.isEmpty() ? "all connections returned" : returned() + " returned" + left);
	}

}
