package io.chanuka.db.command;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

import io.chanuka.db.migration.state.MigrationEntry;
import org.jspecify.annotations.Nullable;

/**
 * Migrations as rows of a report.
 */
final class MigrationRows {

	private static final List<String> COLUMNS = List.of("version", "description", "state", "installedOn",
			"installedBy");

	private MigrationRows() {
	}

	static ReportTable table(String name, List<MigrationEntry> migrations) {
		return new ReportTable(name, COLUMNS, migrations.stream().map(MigrationRows::row).toList());
	}

	private static List<@Nullable String> row(MigrationEntry migration) {
		String installedOn = (migration.installedOn() != null)
				? migration.installedOn().truncatedTo(ChronoUnit.SECONDS).toString() : null;
		return Arrays.asList(migration.version(), migration.description(), migration.state(), installedOn,
				migration.installedBy());
	}

}
