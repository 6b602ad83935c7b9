package io.chanuka.db.settings.selection;

import java.util.List;

import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Which of the values that name a database is used, and why.
 *
 * @param rule the rule that selected it
 * @param reason the rule in words, a clause
 * @param runtime where the application works, or {@code null} if connection details name
 * it, the starter backs off, or there is a violation
 * @param migration where the schema is changed, or {@code null} if it follows the runtime
 * @param migrationUser the user for migrations that was set without a URL, possibly
 * {@link Credentials#NONE}
 * @param ignored what is set and ignored, a clause each
 * @param violations why there is no usable URL
 */
public record UrlSelection(Rule rule, String reason, @Nullable SelectedUrl runtime, @Nullable SelectedUrl migration,
		Credentials migrationUser, List<String> ignored, List<SettingsViolation> violations) {

	/**
	 * The rules in the order in which they are tried.
	 */
	public enum Rule {

		/**
		 * A service connection, Compose or the application's own connection details.
		 */
		CONNECTION_DETAILS,

		/**
		 * The URL of {@code spring.datasource} is PostgreSQL's.
		 */
		SPRING_URL,

		/**
		 * The URL of {@code spring.datasource} or its driver is another one: the starter
		 * backs off.
		 */
		OTHER_DATABASE,

		/**
		 * {@code chanuka.db.url} or {@code chanuka.db.host}.
		 */
		PROPERTY,

		/**
		 * A variable such as {@code DATABASE_URL}.
		 */
		VARIABLE,

		/**
		 * Nothing names a database and Spring Boot uses an embedded one: the starter
		 * backs off.
		 */
		EMBEDDED_DATABASE,

		/**
		 * Nothing names a database.
		 */
		NONE

	}

	public UrlSelection {
		ignored = List.copyOf(ignored);
		violations = List.copyOf(violations);
	}

	/**
	 * Whether the starter leaves the DataSource to Spring Boot.
	 * @return {@code true} if it backs off
	 */
	public boolean backsOff() {
		return this.rule == Rule.OTHER_DATABASE || this.rule == Rule.EMBEDDED_DATABASE;
	}

}
