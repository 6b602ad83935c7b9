package io.chanuka.db.pool;

/**
 * A pool that the application can direct to another database than that of the settings.
 * Without HikariCP, so that it is known where another pool is used and HikariCP is
 * absent.
 */
public interface RedirectablePool {

	/**
	 * Whether HikariCP connects to where the application has directed it, without the
	 * settings.
	 * @return {@code true} if it does
	 */
	boolean isRedirected();

}
