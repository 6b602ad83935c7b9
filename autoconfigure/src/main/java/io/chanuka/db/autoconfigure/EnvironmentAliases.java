package io.chanuka.db.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

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
			alias("SSL_MODE", "ssl.mode", EnvironmentAliases::sslMode),
			alias("DB_SSL", "ssl.mode", EnvironmentAliases::sslMode),
			alias("DB_SSL_REJECT_UNAUTHORIZED", "ssl.reject-unauthorized"), alias("DB_SSL_CA", "ssl.root-certificate"),
			alias("DB_SSL_CERT", "ssl.certificate"), alias("DB_SSL_KEY", "ssl.private-key"),
			path("SSL_CA_PATH", "ssl.root-certificate"), path("SSL_CERT_PATH", "ssl.certificate"),
			path("SSL_KEY_PATH", "ssl.private-key"), alias("DATABASE_TRACE_QUERIES", "statement-log.enabled"),
			alias("DB_LOG_QUERIES", "statement-log.enabled"), alias("DB_LOG_CONNECTIONS", "connection-log.enabled"),
			new Alias("DATABASE_LOG_LEVEL", "logging.level.io.chanuka.db", EnvironmentAliases::logLevel, null));

	private EnvironmentAliases() {
	}

	private static Alias alias(String variable, String key) {
		return alias(variable, key, (value) -> value);
	}

	private static Alias alias(String variable, String key, Function<String, @Nullable String> conversion) {
		return new Alias(variable, "chanuka.db." + key, conversion, null);
	}

	/**
	 * Elsewhere these names are the web server's.
	 */
	private static Alias path(String variable, String key) {
		return new Alias(variable, "chanuka.db." + key, (value) -> "file:" + value, "SSL_MODE");
	}

	private static String provider(String value) {
		String lowerCase = value.toLowerCase(Locale.ROOT);
		return Map.of("pg", "postgres", "local", "postgres").getOrDefault(lowerCase, lowerCase);
	}

	private static String sslMode(String value) {
		String lowerCase = value.toLowerCase(Locale.ROOT);
		return Map.of("true", "verify-full", "false", "disable").getOrDefault(lowerCase, lowerCase);
	}

	/**
	 * Spring Boot knows fewer names than other loggers; an unknown one would stop it
	 * before anything could be said.
	 */
	private static @Nullable String logLevel(String value) {
		String lowerCase = value.toLowerCase(Locale.ROOT);
		String level = Map.of("warning", "warn", "verbose", "trace", "silly", "trace", "critical", "fatal")
			.getOrDefault(lowerCase, lowerCase);
		return Set.of("trace", "debug", "info", "warn", "error", "fatal", "off").contains(level) ? level : null;
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
	record Alias(String variable, String property, Function<String, @Nullable String> conversion,
			@Nullable String companion) {

		/**
		 * Whether two values of the property mean the same.
		 */
		boolean isSame(String left, String right) {
			if (left.equalsIgnoreCase(right)) {
				return true;
			}
			// "On" says less than a mode, and nothing against one.
			return (this.variable.equals("DB_SSL") && right.equals("verify-full") && !left.equals("disable"))
					|| (this.property.endsWith("timeout") && isSameDuration(left, right));
		}

		private static boolean isSameDuration(String left, String right) {
			try {
				return DurationStyle.detectAndParse(left).equals(DurationStyle.detectAndParse(right));
			}
			catch (IllegalArgumentException ex) {
				return false;
			}
		}

	}

}
