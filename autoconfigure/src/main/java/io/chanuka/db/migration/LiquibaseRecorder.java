package io.chanuka.db.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.changelog.visitor.DefaultChangeExecListener;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.ChangeExecListenerCommandStep;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

/**
 * Records the outcome of Liquibase's change sets.
 */
public final class LiquibaseRecorder {

	private final Clock clock;

	private Duration duration = Duration.ZERO;

	private @Nullable Integer applied = 0;

	private int runs;

	private @Nullable Instant begun;

	private @Nullable Instant finishedAt;

	/**
	 * Create a new instance.
	 * @param clock gives the time
	 */
	public LiquibaseRecorder(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Listens to a Liquibase that is about to run. It calls its customizer only if it
	 * does run; the application's own customizer comes second and may replace the
	 * listener.
	 * @param liquibase the Liquibase
	 */
	public void listenTo(SpringLiquibase liquibase) {
		Instant start = this.clock.instant();
		Customizer<Liquibase> own = liquibase.getCustomizer();
		liquibase.setCustomizer((running) -> {
			begin(start, running);
			if (own != null) {
				own.customize(running);
			}
		});
	}

	private synchronized void begin(Instant start, Liquibase liquibase) {
		this.begun = start;
		if (hasListenerOfItsOwn()) {
			this.applied = null;
			return;
		}
		liquibase.setChangeExecListener(new DefaultChangeExecListener(new Counter()));
	}

	/**
	 * A listener that Liquibase's own configuration names, for example by a system
	 * property, is used only where none is set.
	 */
	private static boolean hasListenerOfItsOwn() {
		try {
			return new CommandScope(UpdateCommandStep.COMMAND_NAME)
				.getConfiguredValue(ChangeExecListenerCommandStep.CHANGE_EXEC_LISTENER_CLASS_ARG)
				.found();
		}
		catch (LiquibaseException ex) {
			return true;
		}
	}

	/**
	 * The Liquibase has ended without an exception, or did not run.
	 */
	public synchronized void end() {
		if (this.begun != null) {
			this.finishedAt = this.clock.instant();
			this.duration = this.duration.plus(Duration.between(this.begun, this.finishedAt));
			this.runs++;
			this.begun = null;
		}
	}

	private synchronized void ran() {
		if (this.applied != null) {
			this.applied++;
		}
	}

	/**
	 * The outcome of all runs together.
	 * @return the outcome, or {@code null} if none has ended yet
	 */
	public synchronized @Nullable MigrationOutcome outcome() {
		return (this.finishedAt != null) ? new MigrationOutcome(MigrationTool.LIQUIBASE, true, this.finishedAt,
				this.duration, this.applied, null, null, this.runs) : null;
	}

	/**
	 * Counts the change sets that were executed, not those that were only marked so.
	 */
	private final class Counter extends AbstractChangeExecListener {

		@Override
		public void ran(ChangeSet changeSet, DatabaseChangeLog databaseChangeLog, Database database,
				ChangeSet.ExecType execType) {
			if (execType == ChangeSet.ExecType.EXECUTED || execType == ChangeSet.ExecType.RERAN) {
				LiquibaseRecorder.this.ran();
			}
		}

	}

}
