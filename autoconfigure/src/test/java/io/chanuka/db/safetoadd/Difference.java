package io.chanuka.db.safetoadd;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What may differ once the starter is added: the rows of {@code docs/safe-to-add.md}. All
 * else has to be the same.
 */
enum Difference {

	/**
	 * By environment.
	 */
	POOL_SIZE("  pool ", "maximum-pool-size", "minimum-idle"),

	/**
	 * How long an acquire waits.
	 */
	CONNECTION_TIMEOUT("  pool ", "connection-timeout"),

	/**
	 * How long a connection above the minimum stays open.
	 */
	IDLE_TIMEOUT("  pool ", "idle-timeout"),

	/**
	 * How long the check of a connection takes.
	 */
	VALIDATION_TIMEOUT("  pool ", "validation-timeout"),

	/**
	 * How long a statement takes.
	 */
	STATEMENT_TIMEOUT("  sessions ", "statement_timeout"),

	/**
	 * What the server shows.
	 */
	APPLICATION_NAME("Database of this application", "application_name"),

	/**
	 * Behind a pooler in transaction mode.
	 */
	PREPARED_STATEMENTS("transaction-pooled", "prepareThreshold"),

	/**
	 * Stronger where the provider's certificates are public.
	 */
	TLS("  encryption ", "sslmode"),

	/**
	 * An application that found no URL and did not start.
	 */
	STARTS_BY_VARIABLE("Database of this application"),

	/**
	 * An application, not a test, that found no URL but an embedded database.
	 */
	VARIABLE_OVER_EMBEDDED("Database of this application"),

	/**
	 * Properties of the starter itself are set.
	 */
	STARTER_PROPERTIES("Database of this application"),

	/**
	 * Migrations on the direct endpoint of a pooled one, or where a variable sends them.
	 */
	MIGRATION_ENDPOINT("  migration "),

	/**
	 * Flyway without a migration.
	 */
	NO_HISTORY_TABLE("Flyway is not set up"),

	/**
	 * Neither starts, for another reason.
	 */
	FAILURE_TEXT("APPLICATION FAILED TO START");

	private final String message;

	private final List<String> settings;

	/**
	 * Create a new instance.
	 * @param message what the log contains whenever an application has the difference
	 * @param settings the settings that it is about
	 */
	Difference(String message, String... settings) {
		this.message = message;
		this.settings = List.of(settings);
	}

	/**
	 * The difference that a setting is about.
	 * @return the difference, or {@code null} if the setting has to be the same
	 */
	static Difference of(String setting) {
		return Arrays.stream(values())
			.filter((difference) -> difference.settings.contains(setting))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether it can occur in every application.
	 */
	boolean isGeneral() {
		return isOfSetting() && this != TLS && this != PREPARED_STATEMENTS;
	}

	/**
	 * Whether it is one of settings, and so found by comparing them.
	 */
	boolean isOfSetting() {
		return !this.settings.isEmpty();
	}

	/**
	 * What the log has to contain.
	 */
	String message() {
		return this.message;
	}

	/**
	 * As the documentation names it.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
