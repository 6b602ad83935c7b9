package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The migrations of the application.
 */
final class Migrations {

	static final int COUNT = 20;

	private Migrations() {
	}

	static void write(Path directory) throws IOException {
		Path folder = Files.createDirectories(directory.resolve("db/migration"));
		Files.writeString(folder.resolve("V1__guest.sql"),
				"create table guest (id bigint primary key, name varchar(255) not null);\n");
		for (int version = 2; version <= COUNT; version++) {
			Files.writeString(folder.resolve("V" + version + "__visit.sql"), """
					create table visit_%1$s (id bigint primary key, guest bigint not null references guest);
					create index visit_%1$s_guest on visit_%1$s (guest);
					""".formatted(version));
		}
	}

}
