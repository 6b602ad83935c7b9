package io.chanuka.db.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.TestDatabase;

/**
 * Migrations of a test, written to a folder.
 */
record MigrationFolder(Path folder) {

	/**
	 * Adds a migration.
	 * @param name its file without the suffix
	 * @param sql its text
	 */
	MigrationFolder with(String name, String sql) {
		try {
			Files.writeString(this.folder.resolve(name + ".sql"), sql);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Adds twenty migrations. The tenth one builds an index concurrently, the twelfth one
	 * takes a second.
	 */
	MigrationFolder withTwenty() {
		with("V01__items", "create table items (id bigint primary key, name text)");
		for (int i = 2; i <= 19; i++) {
			with("V%02d__step".formatted(i), (i == 10) ? "create index concurrently items_name on items (name)"
					: "create table step_%1$d (id bigint); insert into items values (%1$d, 'step'); select pg_sleep(%2$d)"
						.formatted(i, (i == 12) ? 1 : 0));
		}
		return with("V20__last", "create index items_id_name on items (id, name)");
	}

	/**
	 * Properties of an application with these migrations.
	 */
	String[] properties(TestDatabase database, String... more) {
		return Stream
			.concat(Stream.of("chanuka.db.url=" + database.runtimeUrl(),
					"chanuka.db.migration.url=" + database.migrationUrl(), location()), Arrays.stream(more))
			.toArray(String[]::new);
	}

	/**
	 * The property that names the folder.
	 */
	String location() {
		return "spring.flyway.locations=filesystem:" + this.folder;
	}

}
