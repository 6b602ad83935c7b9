package io.chanuka.db.connection;

/**
 * When a connection was acquired for its present use. The clock is not read at every
 * acquire: where it was not, a use counts from the moment at which it was seen first.
 */
final class AcquireTime {

	private int use;

	private long nanos;

	/**
	 * Notes that a use begins now.
	 * @param number the number of the use
	 */
	synchronized void begins(int number) {
		this.use = number;
		this.nanos = System.nanoTime();
	}

	/**
	 * How long a use lasts.
	 * @param number the number of the use
	 * @return the time in nanoseconds, possibly too short
	 */
	synchronized long elapsed(int number) {
		if (this.use != number) {
			begins(number);
		}
		return System.nanoTime() - this.nanos;
	}

}
