package io.chanuka.db.settings.input;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the application and the place where it runs.
 *
 * @param activeProfiles the active profiles
 * @param applicationName the name of the application, or {@code null}
 * @param platform the platform, or {@code null} if none was
 * @param isTest whether the application runs in a test
 * @param migrates whether Flyway or Liquibase is going to change the schema
 * @param migratesByMode whether {@code chanuka.db.migration.mode} decides what happens
 * then, as it does for Flyway
 * @param hasDriverTlsFiles whether there are certificates or keys where the JDBC driver
 * expects them by default
 */
public record Deployment(List<String> activeProfiles, @Nullable String applicationName, @Nullable Platform platform,
		boolean isTest, boolean migrates, boolean migratesByMode, boolean hasDriverTlsFiles) {

	public Deployment {
		activeProfiles = List.copyOf(activeProfiles);
	}

}
