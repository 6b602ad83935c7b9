package io.chanuka.db.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.migration.state.MigrationEntry;
import io.chanuka.db.migration.state.SchemaMigrations;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;

/**
 * Lists the migrations with their state, and where they are applied.
 */
public final class InfoCommand implements DatabaseCommand {

	private final DatabaseSettings settings;

	private final List<SchemaMigrations> migrations;

	/**
	 * Create a new instance.
	 * @param settings the settings
	 * @param migrations the migrations of each history table
	 */
	public InfoCommand(DatabaseSettings settings, List<SchemaMigrations> migrations) {
		this.settings = settings;
		this.migrations = List.copyOf(migrations);
	}

	@Override
	public CommandReport run() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("environment",
				this.settings.environment().value() + " (" + this.settings.environment().origin() + ")");
		facts.put("runtime", endpoint(this.settings.runtime()));
		facts.put("migration", endpoint(this.settings.migration()));
		List<MigrationEntry> all = this.migrations.stream().flatMap((each) -> each.entries().stream()).toList();
		facts.put("pending", this.migrations.stream().mapToInt((each) -> each.pending().size()).sum());
		return new CommandReport(CommandName.INFO, true, facts, List.of(MigrationRows.table("migrations", all)),
				List.of());
	}

	private static String endpoint(EndpointSettings endpoint) {
		return endpoint.postgresUrl() + " as " + endpoint.credentials().value();
	}

}
