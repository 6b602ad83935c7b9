package io.chanuka.db.autoconfigure.details;

import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrlParser;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.util.ClassUtils;

/**
 * Reads connection details that are not ours: a service connection, a Compose file or the
 * user's own. Details that Spring Boot reads from properties are not among them: the
 * resolver knows those properties.
 */
public final class Redirects {

	/**
	 * Of Spring Boot itself are those from properties, from containers and from Compose.
	 */
	private static final String SPRING_BOOT = "org.springframework.boot.";

	private Redirects() {
	}

	public static @Nullable RedirectedEndpoint runtime(@Nullable JdbcConnectionDetails details) {
		if (details == null || details instanceof ChanukaJdbcConnectionDetails || isFromProperties(details)) {
			return null;
		}
		return endpoint(details, details.getJdbcUrl(), details.getUsername(), details.getPassword());
	}

	public static @Nullable RedirectedEndpoint migration(@Nullable FlywayConnectionDetails details) {
		if (details == null || details instanceof ChanukaFlywayConnectionDetails || isFromProperties(details)) {
			return null;
		}
		return endpoint(details, details.getJdbcUrl(), details.getUsername(), details.getPassword());
	}

	public static @Nullable RedirectedEndpoint migration(@Nullable LiquibaseConnectionDetails details) {
		if (details == null || details instanceof ChanukaLiquibaseConnectionDetails || isFromProperties(details)) {
			return null;
		}
		return endpoint(details, details.getJdbcUrl(), details.getUsername(), details.getPassword());
	}

	/**
	 * Whether connection details that are not ours lead to another database than
	 * PostgreSQL, or use a driver that wraps PostgreSQL's.
	 * @param details the connection details, or {@code null} if there are none
	 * @return {@code true} if so
	 */
	public static boolean isOfAnotherDatabase(@Nullable JdbcConnectionDetails details) {
		return details != null && !(details instanceof ChanukaJdbcConnectionDetails)
				&& !isReadable(details.getJdbcUrl());
	}

	/**
	 * Whether a URL is one of PostgreSQL that can be read here as the driver reads it.
	 * Any other is left to Spring Boot.
	 * @param jdbcUrl the URL
	 * @return {@code true} if it can be read
	 */
	public static boolean isReadable(String jdbcUrl) {
		try {
			return jdbcUrl.startsWith("jdbc:postgresql:") && PostgresUrlParser.parseAsDriver(jdbcUrl) != null;
		}
		catch (InvalidPostgresUrlException ex) {
			return false;
		}
	}

	private static @Nullable RedirectedEndpoint endpoint(Object details, @Nullable String jdbcUrl,
			@Nullable String username, @Nullable String password) {
		if (jdbcUrl == null && username == null) {
			return null;
		}
		boolean container = details.getClass().getName().startsWith(SPRING_BOOT);
		Origin origin = new Origin(container ? Origin.Kind.CONTAINER : Origin.Kind.CONNECTION_DETAILS,
				"connection details " + nameOf(details.getClass()));
		return new RedirectedEndpoint(jdbcUrl, new Credentials(username, password), origin);
	}

	/**
	 * An anonymous class or a lambda has no name of its own.
	 */
	private static String nameOf(Class<?> type) {
		Class<?> enclosing = type.getEnclosingClass();
		if (type.isAnonymousClass() && enclosing != null) {
			return "of " + ClassUtils.getShortName(enclosing);
		}
		return type.isHidden() ? "of the application" : ClassUtils.getShortName(type);
	}

	private static boolean isFromProperties(Object details) {
		return details.getClass().getSimpleName().startsWith("Properties")
				&& details.getClass().getName().startsWith(SPRING_BOOT);
	}

}
