package io.chanuka.db.migration.stamp;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * The version that Flyway would report as current at its next start: the highest that is
 * applied.
 */
final class SchemaVersion {

	private SchemaVersion() {
	}

	/**
	 * The version after a run.
	 * @param result the result of Flyway
	 * @return the version, or {@code null} if there is none
	 */
	static @Nullable String after(MigrateResult result) {
		MigrationVersion highest = MigrationVersion.fromVersion(result.initialSchemaVersion);
		for (MigrateOutput migration : result.migrations) {
			if (!migration.version.isEmpty()) {
				MigrationVersion version = MigrationVersion.fromVersion(migration.version);
				highest = (version.compareTo(highest) > 0) ? version : highest;
			}
		}
		return highest.getVersion();
	}

}
