package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.SortedMap;

import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Everything that Flyway reads outside the database, as one digest.
 *
 * @param digest the digest
 * @param mentionsHistory whether a file mentions the history table, and so might change
 * it
 */
record MigrationInputs(String digest, boolean mentionsHistory) {

	/**
	 * Changes when the digest is computed in another way.
	 */
	private static final int FORMAT = 1;

	/**
	 * Reads them.
	 * @param configuration the configuration of Flyway
	 * @return the digest
	 * @throws UnprovenException if Flyway might read anything else
	 * @throws IOException if a file cannot be read
	 */
	static MigrationInputs of(Configuration configuration) throws UnprovenException, IOException {
		Exclusions.check(configuration);
		InputDigest digest = new InputDigest().add(FORMAT).add(Path.of("").toAbsolutePath()).add(Locale.getDefault());
		new FlywayJars().add(digest);
		ConfigurationDigest.add(digest, configuration);
		MigrationFile.Rules rules = MigrationFile.Rules.of(configuration);
		boolean mentionsHistory = false;
		for (Location location : configuration.getLocations()) {
			SortedMap<String, byte[]> files = LocationFiles.of(location, configuration.getClassLoader());
			digest.add(location.getPrefix()).add(location.getRootPath()).add(files.size());
			for (Entry<String, byte[]> entry : files.entrySet()) {
				MigrationFile file = MigrationFile.of(entry.getKey(), entry.getValue());
				file.check(rules);
				mentionsHistory |= file.mentions(configuration.getTable());
				digest.add(entry.getKey()).add(entry.getValue());
			}
		}
		return new MigrationInputs(digest.hex(), mentionsHistory);
	}

}
