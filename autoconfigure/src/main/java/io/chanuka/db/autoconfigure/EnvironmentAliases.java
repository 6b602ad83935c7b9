package io.chanuka.db.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Variables that are understood as if they had our names, because applications and
 * providers set them already. The whole table, URLs apart, which have an order of their
 * own in {@link UrlAliases}.
 */
final class EnvironmentAliases {

	/**
	 * Scalars: each variable on its own line, several may mean the same property.
	 */
	static final List<Alias> SCALARS = List.of(alias("DATABASE_PROVIDER", "provider", EnvironmentAliases::provider),
			alias("DATABASE_DRIVER", "provider", EnvironmentAliases::provider),
			alias("NEON_DATABASE", "provider", (value) -> Boolean.parseBoolean(value) ? "neon" : null),
			alias("DATABASE_POOL_MAX", "pool.max-size"), alias("DB_POOL_MAX", "pool.max-size"),
			alias("DB_POOL_MIN", "pool.min-idle"), alias("DATABASE_POOL_IDLE_TIMEOUT", "pool.idle-timeout"),
			alias("DB_IDLE_TIMEOUT", "pool.idle-timeout"), alias("DB_IDLE_TIMEOUT_MS", "pool.idle-timeout"),
			alias("DATABASE_CONNECTION_TIMEOUT", "pool.connection-timeout"),
			alias("DB_CONNECTION_TIMEOUT", "pool.connection-timeout"),
			alias("DB_CONNECTION_TIMEOUT_MS", "pool.connection-timeout"), alias("DB_MAX_USES", "pool.max-uses"),
			alias("DB_STATEMENT_TIMEOUT", "statement-timeout"), alias("DB_QUERY_TIMEOUT", "query-timeout"),
			alias("DB_SSL", "ssl.mode", EnvironmentAliases::sslMode), alias("SSL_MODE", "ssl.mode"),
			alias("DB_SSL_REJECT_UNAUTHORIZED", "ssl.reject-unauthorized"), alias("DB_SSL_CA", "ssl.root-certificate"),
			alias("DB_SSL_CERT", "ssl.certificate"), alias("DB_SSL_KEY", "ssl.private-key"),
			path("SSL_CA_PATH", "ssl.root-certificate"), path("SSL_CERT_PATH", "ssl.certificate"),
			path("SSL_KEY_PATH", "ssl.private-key"), alias("DATABASE_TRACE_QUERIES", "statement-log.enabled"),
			alias("DB_LOG_QUERIES", "statement-log.enabled"), alias("DB_LOG_CONNECTIONS", "connection-log.enabled"),
			new Alias("DATABASE_LOG_LEVEL", "logging.level.io.chanuka.db", UnaryOperator.identity(), null));

	private EnvironmentAliases() {
	}

	private static Alias alias(String variable, String key) {
		return alias(variable, key, UnaryOperator.identity());
	}

	private static Alias alias(String variable, String key, UnaryOperator<@Nullable String> conversion) {
		return new Alias(variable, "chanuka.db." + key, conversion, null);
	}

	/**
	 * Elsewhere these names are the web server's.
	 */
	private static Alias path(String variable, String key) {
		return new Alias(variable, "chanuka.db." + key, (value) -> "file:" + value, "SSL_MODE");
	}

	private static @Nullable String provider(@Nullable String value) {
		return (value != null) ? Map.of("pg", "postgres", "local", "postgres").getOrDefault(value, value) : null;
	}

	private static @Nullable String sslMode(@Nullable String value) {
		return (value != null) ? Map.of("true", "verify-full", "false", "disable").getOrDefault(value, value) : null;
	}

	/**
	 * One variable and the property it stands for.
	 *
	 * @param variable the variable
	 * @param property the property
	 * @param conversion turns the variable's value into the property's, or into
	 * {@code null} if it says nothing
	 * @param companion another variable that must be set for this one to count, or
	 * {@code null}
	 */
	record Alias(String variable, String property, UnaryOperator<@Nullable String> conversion,
			@Nullable String companion) {

	}

}
