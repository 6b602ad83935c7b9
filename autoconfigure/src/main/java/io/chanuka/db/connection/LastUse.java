package io.chanuka.db.connection;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the last use of a connection. The clock is not read at every acquire:
 * where it was not, a use counts from the moment at which it was seen first.
 */
public final class LastUse {

	private int use;

	private long nanos;

	private volatile @Nullable String statement;

	/**
	 * Notes that a use begins now, which costs.
	 * @param number the number of the use
	 */
	public synchronized void begins(int number) {
		this.use = number;
		this.nanos = System.nanoTime();
	}

	/**
	 * How long a use lasts.
	 * @param number the number of the use
	 * @return the time in nanoseconds, possibly too short
	 */
	public synchronized long elapsed(int number) {
		if (this.use != number) {
			begins(number);
		}
		return System.nanoTime() - this.nanos;
	}

	/**
	 * Notes the statement that runs, if statements are logged.
	 * @param sql the statement as it may be shown
	 */
	public void runs(String sql) {
		this.statement = sql;
	}

	/**
	 * The statement that ran last.
	 * @return the statement, or {@code null} if statements are not logged
	 */
	public @Nullable String statement() {
		return this.statement;
	}

}
