package io.chanuka.db.pool.activity;

/**
 * Errors and acquires of the last minute.
 *
 * @param errors errors of the database and acquires that timed out
 * @param acquires how often a connection was acquired, and not less than the errors
 */
public record ErrorSample(long errors, long acquires) {

	/**
	 * Errors per acquire.
	 * @return the rate, from 0 to 1
	 */
	public double rate() {
		return (this.errors > 0) ? (double) this.errors / this.acquires : 0;
	}

}
