package io.chanuka.db.pool;

import java.util.Locale;

/**
 * How much of the pool is borrowed, in words.
 */
public enum UtilizationLevel {

	/**
	 * Up to 40 percent.
	 */
	LOW,

	/**
	 * More than 40 percent.
	 */
	MEDIUM,

	/**
	 * More than 60 percent.
	 */
	HIGH,

	/**
	 * More than 80 percent.
	 */
	CRITICAL;

	private static final double MEDIUM_ABOVE = 0.4;

	private static final double HIGH_ABOVE = 0.6;

	private static final double CRITICAL_ABOVE = 0.8;

	static UtilizationLevel of(double utilization) {
		if (utilization > CRITICAL_ABOVE) {
			return CRITICAL;
		}
		if (utilization > HIGH_ABOVE) {
			return HIGH;
		}
		return (utilization > MEDIUM_ABOVE) ? MEDIUM : LOW;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
