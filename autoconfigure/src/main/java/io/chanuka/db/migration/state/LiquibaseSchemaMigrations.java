package io.chanuka.db.migration.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.RuntimeEnvironment;
import liquibase.Scope;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSetStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.filter.ShouldRunChangeSetFilter;
import liquibase.changelog.filter.UpToTagChangeSetFilter;
import liquibase.changelog.visitor.StatusVisitor;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.exception.ValidationFailedException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.structure.core.Table;
import org.jspecify.annotations.Nullable;

/**
 * The change sets of one Liquibase, as they were when they were read.
 *
 * @param entries all change sets
 * @param pending those that would be executed now, without those that always are
 * @param problems in what the executed ones differ from those of the application
 * @param schemas the schema that is migrated, if it is configured
 * @param ownTables tables that Liquibase keeps for itself
 */
public record LiquibaseSchemaMigrations(List<MigrationEntry> entries, List<MigrationEntry> pending,
		List<String> problems, List<String> schemas, List<String> ownTables) implements SchemaMigrations {

	public LiquibaseSchemaMigrations {
		entries = List.copyOf(entries);
		pending = List.copyOf(pending);
		problems = List.copyOf(problems);
		schemas = List.copyOf(schemas);
		ownTables = List.copyOf(ownTables);
	}

	/**
	 * A Liquibase that does not run.
	 * @return no change sets
	 */
	public static LiquibaseSchemaMigrations none() {
		return new LiquibaseSchemaMigrations(List.of(), List.of(), List.of(), List.of(), List.of());
	}

	/**
	 * Reads the change sets.
	 * @param liquibase a Liquibase that is about to run
	 * @param settings what it was made from
	 * @return the change sets
	 */
	public static LiquibaseSchemaMigrations read(Liquibase liquibase, SpringLiquibase settings) {
		try {
			return Scope.child(
					Map.of(Scope.Attr.database.name(), liquibase.getDatabase(), Scope.Attr.resourceAccessor.name(),
							liquibase.getResourceAccessor()),
					() -> read(liquibase, settings, new Contexts(settings.getContexts()),
							new LabelExpression(settings.getLabelFilter())));
		}
		catch (Exception ex) {
			throw new IllegalStateException("The change sets of Liquibase cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static LiquibaseSchemaMigrations read(Liquibase liquibase, SpringLiquibase settings, Contexts contexts,
			LabelExpression labels) throws LiquibaseException {
		Database database = liquibase.getDatabase();
		liquibase.getChangeLogParameters().setContexts(contexts);
		liquibase.getChangeLogParameters().setLabels(labels);
		DatabaseChangeLog changeLog = liquibase.getDatabaseChangeLog();
		StatusVisitor visitor = new StatusVisitor(database);
		new ChangeLogIterator(changeLog, filters(database, settings.getTag(), contexts, labels)).run(visitor,
				new RuntimeEnvironment(database, contexts, labels));
		List<ChangeSetStatus> all = visitor.getStatuses();
		return new LiquibaseSchemaMigrations(all.stream().map(LiquibaseEntry::of).toList(),
				all.stream().filter(LiquibaseEntry::isPending).map(LiquibaseEntry::of).toList(),
				problems(changeLog, database, contexts, labels),
				(settings.getDefaultSchema() != null) ? List.of(settings.getDefaultSchema()) : List.of(),
				List.of(table(database, database.getDatabaseChangeLogTableName()),
						table(database, database.getDatabaseChangeLogLockTableName())));
	}

	/**
	 * Those of {@link Liquibase#update}.
	 */
	private static List<ChangeSetFilter> filters(Database database, @Nullable String tag, Contexts contexts,
			LabelExpression labels) throws LiquibaseException {
		List<ChangeSetFilter> filters = new ArrayList<>(List.of(new ShouldRunChangeSetFilter(database),
				new ContextChangeSetFilter(contexts), new LabelChangeSetFilter(labels),
				new DbmsChangeSetFilter(database), new IgnoreChangeSetFilter()));
		if (tag != null) {
			filters.add(new UpToTagChangeSetFilter(tag, database.getRanChangeSetList()));
		}
		return filters;
	}

	private static List<String> problems(DatabaseChangeLog changeLog, Database database, Contexts contexts,
			LabelExpression labels) throws LiquibaseException {
		try {
			changeLog.validate(database, contexts, labels);
			return List.of();
		}
		catch (ValidationFailedException ex) {
			return List.of(String.valueOf(ex.getMessage()).replaceAll("\\s+", " ").strip());
		}
	}

	private static String table(Database database, String name) {
		return database.correctObjectName(name, Table.class);
	}

}
