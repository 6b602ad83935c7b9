package io.chanuka.db.autoconfigure;

import java.util.Properties;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

import com.zaxxer.hikari.HikariConfig;
import io.chanuka.db.pool.PoolTarget;
import io.chanuka.db.pool.RuntimePool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * How Spring Boot has configured the pool before it was upgraded.
 *
 * @param spring the configuration
 * @param driverProperties the properties of the driver
 */
record SpringConfiguration(HikariConfig spring, Properties driverProperties) {

	/**
	 * HikariCP's default.
	 */
	static final long UNSET_FAIL_TIMEOUT = 1;

	private static final Log logger = LogFactory.getLog(SpringConfiguration.class);

	static SpringConfiguration of(RuntimePool pool) {
		Properties driverProperties = new Properties();
		driverProperties.putAll(pool.getDataSourceProperties());
		return new SpringConfiguration(copy(pool), driverProperties);
	}

	private static HikariConfig copy(RuntimePool pool) {
		HikariConfig copy = new HikariConfig();
		pool.copyStateTo(copy);
		return copy;
	}

	/**
	 * Where Spring Boot has the pool connect to.
	 */
	PoolTarget target() {
		return PoolTarget.of(this.spring);
	}

	/**
	 * What restores a pool whose settings were decided by the starter.
	 * @param pool the pool with these settings
	 */
	Runnable restorer(RuntimePool pool) {
		HikariConfig decided = copy(pool);
		return () -> {
			restore(pool, decided);
			pool.preparation().redirect();
			logger
				.warn(LogMessage.format("A BeanPostProcessor or HikariConfigCustomizer has changed the DataSource from "
						+ "%s to %s. The application and its migrations connect there as without the starter, which "
						+ "neither waits for this database nor reports its health and metrics; for that, set "
						+ "spring.datasource.url or chanuka.db.url", target(), PoolTarget.of(pool)));
		};
	}

	/**
	 * Has the pool connect as it does without the upgrade: the application has directed
	 * it to another database than the settings. What it has changed stays.
	 */
	private void restore(RuntimePool pool, HikariConfig decided) {
		pool.setJdbcUrl(joined(pool.getJdbcUrl()));
		this.driverProperties.forEach(pool.getDataSourceProperties()::putIfAbsent);
		restore(pool, decided, HikariConfig::getMaximumPoolSize, (to, size) -> to.setMaximumPoolSize((int) size));
		restore(pool, decided, SpringConfiguration::minimumIdle, (to, size) -> to.setMinimumIdle((int) size));
		restore(pool, decided, HikariConfig::getIdleTimeout, HikariConfig::setIdleTimeout);
		restore(pool, decided, HikariConfig::getConnectionTimeout, HikariConfig::setConnectionTimeout);
		restore(pool, decided, HikariConfig::getValidationTimeout, HikariConfig::setValidationTimeout);
		restore(pool, decided, HikariConfig::getMaxLifetime, HikariConfig::setMaxLifetime);
		restore(pool, decided, HikariConfig::getKeepaliveTime, HikariConfig::setKeepaliveTime);
		restore(pool, decided, HikariConfig::getLeakDetectionThreshold, HikariConfig::setLeakDetectionThreshold);
		restore(pool, decided, HikariConfig::getInitializationFailTimeout, HikariConfig::setInitializationFailTimeout);
	}

	/**
	 * The URL of the settings has parameters where that of the application has none, so
	 * that a parameter which is appended to it begins with the wrong character.
	 */
	private @Nullable String joined(@Nullable String url) {
		String settings = this.spring.getJdbcUrl();
		int query = (settings != null) ? settings.indexOf('?') : -1;
		String parameters = (settings != null && query != -1) ? settings.substring(query) : null;
		return (url != null && parameters != null) ? url.replace(parameters + "?", parameters + "&") : url;
	}

	/**
	 * Without a number it is the size of the pool.
	 */
	private static long minimumIdle(HikariConfig config) {
		return (config.getMinimumIdle() >= 0) ? config.getMinimumIdle() : config.getMaximumPoolSize();
	}

	private void restore(RuntimePool pool, HikariConfig decided, ToLongFunction<HikariConfig> value,
			ObjLongConsumer<HikariConfig> setter) {
		if (value.applyAsLong(pool) == value.applyAsLong(decided)) {
			setter.accept(pool, value.applyAsLong(this.spring));
		}
	}

}
