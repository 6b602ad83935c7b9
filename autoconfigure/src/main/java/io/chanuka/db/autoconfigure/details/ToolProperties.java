package io.chanuka.db.autoconfigure.details;

import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.util.StringUtils;

/**
 * Where Spring Boot's own properties have Flyway or Liquibase connect to. A blank value
 * counts as not set.
 *
 * @param url the URL, or {@code null} if it is that of the application
 * @param credentials the user, also set without a URL, and the password
 * @param driverClassName the driver, or {@code null} if it follows from the URL
 */
public record ToolProperties(@Nullable String url, Credentials credentials, @Nullable String driverClassName) {

	/**
	 * Neither a URL nor a user.
	 */
	static final ToolProperties NONE = new ToolProperties(null, Credentials.NONE, null);

	/**
	 * Reads those of Flyway.
	 * @param properties the properties, or {@code null} if Spring Boot does not create
	 * Flyway
	 * @return what they are, or {@code null}
	 */
	public static @Nullable ToolProperties of(@Nullable FlywayProperties properties) {
		return (properties != null) ? of(properties.getUrl(), properties.getUser(), properties.getPassword(),
				properties.getDriverClassName()) : null;
	}

	/**
	 * Reads those of Liquibase.
	 * @param properties the properties, or {@code null} if Spring Boot does not create
	 * Liquibase
	 * @return what they are, or {@code null}
	 */
	public static @Nullable ToolProperties of(@Nullable LiquibaseProperties properties) {
		return (properties != null) ? of(properties.getUrl(), properties.getUser(), properties.getPassword(),
				properties.getDriverClassName()) : null;
	}

	private static ToolProperties of(@Nullable String url, @Nullable String user, @Nullable String password,
			@Nullable String driverClassName) {
		return new ToolProperties(StringUtils.hasText(url) ? url : null,
				new Credentials(StringUtils.hasText(user) ? user : null, password), driverClassName);
	}

	@Override
	public String toString() {
		return ((this.url != null) ? Redactor.redact(this.url) + " " : "") + "as " + this.credentials;
	}

}
