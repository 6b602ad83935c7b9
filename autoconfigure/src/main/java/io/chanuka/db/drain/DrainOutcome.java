package io.chanuka.db.drain;

import java.time.Duration;
import java.util.List;

import io.chanuka.db.pool.Straggler;

/**
 * What became of the connections that were borrowed when the application stopped.
 * Published as an application event when the drain is over.
 *
 * @param borrowed how many were borrowed when the drain began
 * @param stragglers who had not given theirs back in time; what they ran was cancelled
 * @param abandoned how many are borrowed even so
 * @param duration how long the drain took
 */
public record DrainOutcome(int borrowed, List<Straggler> stragglers, int abandoned, Duration duration) {

	/**
	 * The outcome as long as the application runs.
	 */
	static final DrainOutcome NONE = new DrainOutcome(0, List.of(), 0, Duration.ZERO);

	public DrainOutcome {
		stragglers = List.copyOf(stragglers);
	}

	/**
	 * How many came back by themselves.
	 * @return the number
	 */
	public int returned() {
		return Math.max(0, this.borrowed - Math.max(this.stragglers.size(), this.abandoned));
	}

	/**
	 * Whether no work was cut off.
	 * @return {@code true} if all connections came back by themselves
	 */
	public boolean isClean() {
		return this.stragglers.isEmpty() && this.abandoned == 0;
	}

	/**
	 * Tells about it in one line.
	 * @return the line
	 */
	public String describe() {
		if (isClean()) {
			return "Drained: all connections are back after " + this.duration.toMillis() + " ms";
		}
		return "Drained for " + this.duration.toMillis() + " ms; came back: " + returned() + ", statements cancelled: "
				+ this.stragglers.size() + ", still borrowed: " + this.abandoned;
	}

}
