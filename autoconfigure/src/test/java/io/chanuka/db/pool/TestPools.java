package io.chanuka.db.pool;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.url.Credentials;

/**
 * Runtime pools without an application around them.
 */
public final class TestPools {

	private TestPools() {
	}

	public static PhysicalConnectionSource source(String url) {
		return source(url, Map.of());
	}

	public static PhysicalConnectionSource source(String url, Map<String, Object> properties) {
		DatabaseSettings settings = settings(url, properties);
		return PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), new Properties());
	}

	private static DatabaseSettings settings(String url, Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", url);
		return TestSettings.resolve(all);
	}

	/**
	 * A pool as the wiring makes it, of at most ten connections. Spring Boot names the
	 * user in the pool too.
	 */
	public static RuntimePool of(String url, Duration connectionTimeout) {
		RuntimePool pool = new RuntimePool();
		Credentials credentials = settings(url, Map.of()).runtime().credentials().value();
		pool.setUsername(credentials.username());
		pool.setPassword(credentials.password());
		pool.setMaximumPoolSize(10);
		pool.setMinimumIdle(5);
		pool.setConnectionTimeout(connectionTimeout.toMillis());
		pool.setInitializationFailTimeout(-1);
		pool.setDataSource(source(url));
		return pool;
	}

}
