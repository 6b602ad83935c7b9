package io.chanuka.db.connection;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the last use of a connection. The clock is not read at every acquire:
 * where it was not, a use counts from the moment at which it was seen first.
 */
public final class LastUse {

	private int use;

	private long nanos;

	private boolean known;

	private final @Nullable LastStatement statements;

	/**
	 * Create a new instance.
	 * @param statements notes what is executed, or {@code null} if nothing does
	 */
	LastUse(@Nullable LastStatement statements) {
		this.statements = statements;
	}

	/**
	 * Notes that a use begins now, which costs.
	 * @param number the number of the use
	 */
	public synchronized void begins(int number) {
		this.use = number;
		this.nanos = System.nanoTime();
		this.known = true;
	}

	/**
	 * How long a use lasts.
	 * @param number the number of the use
	 * @return the time in nanoseconds, possibly too short
	 */
	public synchronized long elapsed(int number) {
		if (this.use != number) {
			begins(number);
			this.known = false;
		}
		return System.nanoTime() - this.nanos;
	}

	/**
	 * Whether the clock was read when a use began.
	 * @param number the number of the use
	 * @return {@code false} if the clock was read only after it had begun
	 */
	public synchronized boolean isKnown(int number) {
		return this.use == number && this.known;
	}

	/**
	 * The statement that was executed last in this use, or is executed now.
	 * @return its text without literals, or {@code null} if there is none or statements
	 * are not logged
	 */
	public @Nullable String statement() {
		return (this.statements != null) ? this.statements.lastStatement() : null;
	}

}
