package io.chanuka.db.safetoadd.application;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import com.zaxxer.hikari.HikariConfig;
import org.postgresql.Driver;
import org.postgresql.jdbc.SslMode;
import org.postgresql.util.PSQLException;

/**
 * Settings of a pool.
 */
final class PoolSettings {

	private PoolSettings() {
	}

	static Map<String, String> of(HikariConfig pool) {
		Map<String, String> settings = new TreeMap<>();
		settings.put("maximum-pool-size", String.valueOf(pool.getMaximumPoolSize()));
		settings.put("minimum-idle", String.valueOf(pool.getMinimumIdle()));
		settings.put("connection-timeout", String.valueOf(pool.getConnectionTimeout()));
		settings.put("idle-timeout", String.valueOf(pool.getIdleTimeout()));
		settings.put("max-lifetime", String.valueOf(pool.getMaxLifetime()));
		settings.put("keepalive-time", String.valueOf(pool.getKeepaliveTime()));
		settings.put("validation-timeout", String.valueOf(pool.getValidationTimeout()));
		settings.put("leak-detection-threshold", String.valueOf(pool.getLeakDetectionThreshold()));
		settings.put("connection-init-sql", String.valueOf(pool.getConnectionInitSql()));
		settings.put("auto-commit", String.valueOf(pool.isAutoCommit()));
		settings.put("read-only", String.valueOf(pool.isReadOnly()));
		settings.put("transaction-isolation", String.valueOf(pool.getTransactionIsolation()));
		String url = pool.getJdbcUrl();
		if (url != null && url.startsWith("jdbc:postgresql:")) {
			settings.put("sslmode", sslMode(url, pool.getDataSourceProperties()));
		}
		return settings;
	}

	/**
	 * As the driver reads it.
	 */
	private static String sslMode(String url, Properties properties) {
		try {
			Properties read = Driver.parseURL(url, properties);
			return (read != null) ? SslMode.of(read).value : "the driver refuses the URL";
		}
		catch (PSQLException ex) {
			return ex.getMessage();
		}
	}

}
