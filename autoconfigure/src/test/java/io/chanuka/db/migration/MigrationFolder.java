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
	 * The key of an advisory lock: while a session has it, the twelfth of
	 * {@linkplain #withTwenty() twenty migrations} does not end.
	 */
	static final int HELD = 4711;

	private static final String AWAIT = "do $$ begin while not pg_try_advisory_xact_lock(" + HELD
			+ ") loop perform pg_sleep(0.05); end loop; end $$";

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
	 * goes on as soon as no other session has the advisory lock {@link #HELD}. It asks
	 * again and again, as a wait for the lock would end at the lock timeout.
	 */
	MigrationFolder withTwenty() {
		with("V01__items", "create table items (id bigint primary key, name text)");
		for (int i = 2; i <= 19; i++) {
			with("V%02d__step".formatted(i),
					(i == 10) ? "create index concurrently items_name on items (name)"
							: "create table step_%1$d (id bigint); insert into items values (%1$d, 'step')".formatted(i)
									+ ((i == 12) ? ";" + AWAIT : ""));
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
