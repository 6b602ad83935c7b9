package io.chanuka.db.settings;

import java.util.Locale;

/**
 * Who times the pool.
 */
public enum PoolTimers {

	/**
	 * HikariCP's tracker for Micrometer, put there by Spring Boot.
	 */
	MICROMETER,

	/**
	 * Our tracker, whose counters are striped and read when somebody looks.
	 */
	STRIPED;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
