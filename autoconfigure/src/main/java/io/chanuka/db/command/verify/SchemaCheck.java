package io.chanuka.db.command.verify;

import java.util.List;

import io.chanuka.db.migration.state.SchemaMigrations;

/**
 * The schema is as the migrations of the application state.
 */
final class SchemaCheck {

	private static final String NAME = "schema";

	private SchemaCheck() {
	}

	static Finding check(List<SchemaMigrations> migrations) {
		if (migrations.isEmpty()) {
			return Finding.note(NAME, "this application has no migrations that can be compared");
		}
		List<String> problems = migrations.stream().flatMap((each) -> each.problems().stream()).toList();
		if (!problems.isEmpty()) {
			return Finding.failed(NAME, problems.get(0),
					"Deploy the jar that has the applied migrations, unchanged, or repair the history.");
		}
		int pending = migrations.stream().mapToInt((each) -> each.pending().size()).sum();
		return (pending > 0)
				? Finding.failed(NAME, pending + " pending migration" + ((pending > 1) ? "s" : ""),
						"Run the application with --chanuka.db.run=migrate.")
				: Finding.ok(NAME, "all migrations are applied");
	}

}
