package io.chanuka.db.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.chanuka.db.migration.MigrationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Applies the pending migrations.
 */
public final class MigrateCommand implements DatabaseCommand {

	private final Runnable migration;

	private final Supplier<@Nullable MigrationOutcome> outcome;

	/**
	 * Create a new instance.
	 * @param migration migrates, or fails with an exception
	 * @param outcome gives the outcome, or {@code null} if none is known
	 */
	public MigrateCommand(Runnable migration, Supplier<@Nullable MigrationOutcome> outcome) {
		this.migration = migration;
		this.outcome = outcome;
	}

	@Override
	public CommandReport run() {
		this.migration.run();
		MigrationOutcome known = this.outcome.get();
		return new CommandReport(CommandName.MIGRATE, known == null || known.succeeded(), facts(known), List.of(),
				List.of());
	}

	private static Map<String, Object> facts(@Nullable MigrationOutcome outcome) {
		Map<String, Object> facts = new LinkedHashMap<>();
		if (outcome != null) {
			facts.put("tool", outcome.tool().toString());
			put(facts, "version", outcome.version());
			put(facts, "applied", outcome.applied());
			put(facts, "pending", outcome.pending());
			facts.put("durationMs", outcome.duration().toMillis());
		}
		return facts;
	}

	private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
		if (value != null) {
			facts.put(name, value);
		}
	}

}
