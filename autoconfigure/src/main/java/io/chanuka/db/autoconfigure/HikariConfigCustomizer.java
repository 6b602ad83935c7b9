package io.chanuka.db.autoconfigure;

import com.zaxxer.hikari.HikariConfig;

/**
 * Callback that has the last word on the configuration of the runtime pool, after
 * properties, defaults and connection details are applied and before the pool opens a
 * connection. Beans of this type are called in their order.
 */
@FunctionalInterface
public interface HikariConfigCustomizer {

	/**
	 * Changes the configuration.
	 * @param config the configuration of the runtime pool
	 */
	void customize(HikariConfig config);

}
