package io.chanuka.db.pool;

import java.time.Duration;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import io.chanuka.db.settings.ConnectionSettings;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.PoolSettings;
import io.chanuka.db.settings.Setting;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * What is in effect after the application has customized the pool, or has changed it
 * while it runs.
 */
public final class EffectiveConfiguration {

	private static final Origin CHANGED = new Origin(Origin.Kind.PROPERTY,
			"set on the pool by the application, such as by a HikariConfigCustomizer");

	/**
	 * The default, of which HikariCP does not warn.
	 */
	private static final Duration HIKARI_IDLE_TIMEOUT = Duration.ofMinutes(10);

	private EffectiveConfiguration() {
	}

	/**
	 * Compares what was decided with what the pool has.
	 * @param decided the settings
	 * @param pool the pool as it is now
	 * @return the settings with each value that differs replaced
	 */
	public static DatabaseSettings of(DatabaseSettings decided, RuntimePool pool) {
		return decided.with(pool(decided.pool(), pool), connection(decided.connection(), pool));
	}

	/**
	 * Leaves an idle timeout that is only a default out of a pool of a fixed size, where
	 * it has no effect: HikariCP would warn of it.
	 * @param decided the settings
	 * @param pool the pool, after the application has customized it and before it starts
	 */
	public static void unsetIdleTimeoutWithoutEffect(DatabaseSettings decided, RuntimePool pool) {
		Setting<Duration> idleTimeout = decided.pool().idleTimeout();
		if (isFixedSize(pool) && !idleTimeout.origin().isExplicit()
				&& pool.getIdleTimeout() == idleTimeout.value().toMillis()) {
			pool.setIdleTimeout(HIKARI_IDLE_TIMEOUT.toMillis());
		}
	}

	private static boolean isFixedSize(HikariConfig pool) {
		return minimumIdle(pool) == pool.getMaximumPoolSize();
	}

	private static PoolSettings pool(PoolSettings decided, RuntimePool pool) {
		return new PoolSettings(changed(decided.maxSize(), pool.getMaximumPoolSize()),
				changed(decided.minIdle(), minimumIdle(pool)), idleTimeout(decided.idleTimeout(), pool),
				changed(decided.connectionTimeout(), pool.getConnectionTimeout()),
				changed(decided.validationTimeout(), pool.getValidationTimeout()),
				changed(decided.maxLifetime(), pool.getMaxLifetime()),
				changed(decided.keepaliveTime(), pool.getKeepaliveTime()),
				changed(decided.maxUses(), pool.useLimit().getMaximum()),
				changed(decided.leakDetectionThreshold(), pool.getLeakDetectionThreshold()));
	}

	private static Setting<Duration> idleTimeout(Setting<Duration> decided, HikariConfig pool) {
		boolean unset = isFixedSize(pool) && pool.getIdleTimeout() == HIKARI_IDLE_TIMEOUT.toMillis();
		return unset ? decided : changed(decided, pool.getIdleTimeout());
	}

	/**
	 * HikariCP lowers it when it starts.
	 */
	private static int minimumIdle(HikariConfig pool) {
		return (pool.getMinimumIdle() < 0 || pool.getMinimumIdle() > pool.getMaximumPoolSize())
				? pool.getMaximumPoolSize() : pool.getMinimumIdle();
	}

	private static ConnectionSettings connection(ConnectionSettings decided, HikariConfig pool) {
		Properties properties = pool.getDataSourceProperties();
		String name = property(properties, PGProperty.APPLICATION_NAME);
		String keepAlive = property(properties, PGProperty.TCP_KEEP_ALIVE);
		return new ConnectionSettings(
				(name != null) ? changed(decided.applicationName(), name) : decided.applicationName(),
				seconds(decided.connectTimeout(), property(properties, PGProperty.CONNECT_TIMEOUT)),
				seconds(decided.loginTimeout(), property(properties, PGProperty.LOGIN_TIMEOUT)), (keepAlive != null)
						? changed(decided.tcpKeepAlive(), Boolean.valueOf(keepAlive)) : decided.tcpKeepAlive());
	}

	private static @Nullable String property(Properties properties, PGProperty property) {
		Object value = properties.get(property.getName());
		return (value != null) ? value.toString() : null;
	}

	private static Setting<Duration> seconds(Setting<Duration> decided, @Nullable String value) {
		return (value != null && value.matches("\\d{1,9}"))
				? changed(decided, Duration.ofSeconds(Long.parseLong(value))) : decided;
	}

	private static Setting<Duration> changed(Setting<Duration> decided, long milliseconds) {
		return changed(decided, Duration.ofMillis(milliseconds));
	}

	private static <T> Setting<T> changed(Setting<T> decided, T value) {
		return value.equals(decided.value()) ? decided : new Setting<>(decided.name(), value, CHANGED);
	}

}
