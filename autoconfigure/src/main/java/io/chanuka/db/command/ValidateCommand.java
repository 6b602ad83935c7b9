package io.chanuka.db.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.chanuka.db.migration.state.MigrationEntry;
import io.chanuka.db.migration.state.SchemaMigrations;
import org.jspecify.annotations.Nullable;

/**
 * Fails if a migration is pending, or if an applied one differs from the application's.
 */
public final class ValidateCommand implements DatabaseCommand {

	private final List<SchemaMigrations> migrations;

	/**
	 * Create a new instance.
	 * @param migrations the migrations of each history table
	 */
	public ValidateCommand(List<SchemaMigrations> migrations) {
		this.migrations = List.copyOf(migrations);
	}

	@Override
	public CommandReport run() {
		List<MigrationEntry> pending = this.migrations.stream().flatMap((each) -> each.pending().stream()).toList();
		List<String> problems = this.migrations.stream().flatMap((each) -> each.problems().stream()).toList();
		List<String> actions = new ArrayList<>();
		if (!pending.isEmpty()) {
			actions.add("Run the application with --" + CommandOptions.RUN + "=migrate.");
		}
		if (!problems.isEmpty()) {
			actions.add("Deploy the jar that has the applied migrations, unchanged, or repair the history.");
		}
		return new CommandReport(CommandName.VALIDATE, pending.isEmpty() && problems.isEmpty(),
				Map.of("pending", pending.size(), "problems", problems.size()),
				List.of(MigrationRows.table("pendingMigrations", pending), new ReportTable("differences",
						List.of("problem"), problems.stream().map(List::<@Nullable String>of).toList())),
				actions);
	}

}
