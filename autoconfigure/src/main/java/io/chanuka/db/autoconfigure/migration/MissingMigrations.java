package io.chanuka.db.autoconfigure.migration;

/**
 * Bean of an application that has no migrations, so that Flyway is not set up.
 *
 * @param locations where they were searched for
 */
public record MissingMigrations(String locations) {

	static final String BEAN_NAME = "chanukaMissingMigrations";

}
