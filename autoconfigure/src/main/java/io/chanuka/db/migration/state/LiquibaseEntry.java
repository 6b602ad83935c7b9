package io.chanuka.db.migration.state;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import liquibase.changelog.ChangeSetStatus;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.NotInChangeLogChangeSetFilter;
import org.jspecify.annotations.Nullable;

/**
 * A change set of Liquibase as a migration. Liquibase does not record which user executed
 * it.
 */
final class LiquibaseEntry {

	private LiquibaseEntry() {
	}

	static MigrationEntry of(ChangeSetStatus status) {
		return new MigrationEntry(status.getChangeSet().toString(false), description(status), state(status),
				(status.getDateLastExecuted() != null) ? Instant.ofEpochMilli(status.getDateLastExecuted().getTime())
						: null,
				null);
	}

	/**
	 * Liquibase describes only what will run; it has recorded the description of what has
	 * run.
	 */
	private static String description(ChangeSetStatus status) {
		RanChangeSet executed = status.getRanChangeSet();
		return Stream
			.of(status.getComments(), status.getDescription(), (executed != null) ? executed.getComments() : null,
					(executed != null) ? executed.getDescription() : null)
			.filter((text) -> text != null && !text.isBlank())
			.findFirst()
			.orElse("");
	}

	/**
	 * One that runs always is not pending once it has run.
	 */
	static boolean isPending(ChangeSetStatus status) {
		return status.getWillRun() && !(status.getPreviouslyRan() && status.getChangeSet().shouldAlwaysRun());
	}

	private static String state(ChangeSetStatus status) {
		if (isPending(status)) {
			return status.getPreviouslyRan() ? "Changed" : "Pending";
		}
		if (isMissing(status)) {
			return "Missing";
		}
		return Objects.requireNonNullElse(executed(status), "Ignored");
	}

	/**
	 * {@link ChangeSetStatus#isFilteredBy} answers only for those that will run.
	 */
	private static boolean isMissing(ChangeSetStatus status) {
		return status.getFilterResults() != null && status.getFilterResults()
			.stream()
			.anyMatch((result) -> result.getFilter() == NotInChangeLogChangeSetFilter.class);
	}

	private static @Nullable String executed(ChangeSetStatus status) {
		return (status.getRanChangeSet() != null && status.getRanChangeSet().getExecType() != null)
				? status.getRanChangeSet().getExecType().value : null;
	}

}
