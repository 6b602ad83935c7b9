package io.chanuka.db.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.chanuka.db.settings.MigrationMode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Records the outcome of Flyway's migrations, whatever strategy runs them: instances that
 * are derived from the configuration of the bean copy its callbacks.
 */
public final class FlywayRecorder {

	private static final Log logger = LogFactory.getLog(FlywayRecorder.class);

	private final Clock clock;

	private final Callback callback = new RecordingCallback(this::finished, this::failed);

	/**
	 * The last state of each history table.
	 */
	private final Map<String, HistoryState> histories = new LinkedHashMap<>();

	private Duration duration = Duration.ZERO;

	private Duration waited = Duration.ZERO;

	private @Nullable MigrationMode mode;

	private @Nullable Instant begun;

	private @Nullable Instant finishedAt;

	/**
	 * Create a new instance.
	 * @param clock gives the time
	 */
	public FlywayRecorder(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Adds the callback that records to the callbacks of a configuration.
	 * @param configuration the configuration
	 */
	public void attach(FluentConfiguration configuration) {
		configuration.callbacks(Stream.concat(Arrays.stream(configuration.getCallbacks()), Stream.of(this.callback))
			.distinct()
			.toArray(Callback[]::new));
	}

	/**
	 * A strategy begins to run.
	 */
	public synchronized void begin() {
		this.begun = this.clock.instant();
	}

	/**
	 * Our strategy begins to run.
	 */
	synchronized void begin(MigrationMode decided) {
		this.mode = decided;
	}

	/**
	 * The strategy has ended without an exception.
	 */
	public synchronized void end() {
		Instant start = this.begun;
		this.begun = null;
		if (start == null || this.finishedAt == null || this.finishedAt.isBefore(start)) {
			return;
		}
		this.finishedAt = this.clock.instant();
		this.duration = this.duration.plus(Duration.between(start, this.finishedAt));
		report(outcome());
	}

	private static void report(@Nullable MigrationOutcome outcome) {
		if (outcome != null && outcome.succeeded()) {
			String state = (outcome.histories() > 1) ? "Schema has " + outcome.histories() + " histories"
					: "Schema is at version " + outcome.version();
			logger.info(LogMessage.format("%s; migrations applied: %d, in %d ms", state, outcome.applied(),
					outcome.duration().toMillis()));
		}
	}

	/**
	 * One instance of Flyway has migrated.
	 */
	synchronized void finished(Configuration configuration, MigrateResult result) {
		HistoryState before = this.histories.getOrDefault(name(configuration), HistoryState.NONE);
		MigrationVersion target = configuration.getTarget();
		Integer pending = (target == null || target == MigrationVersion.LATEST) ? 0 : null;
		this.histories.put(name(configuration), before.migrated(result, pending));
		this.finishedAt = this.clock.instant();
		if (this.begun == null) {
			this.duration = this.duration.plusMillis(result.getTotalMigrationTime());
		}
	}

	/**
	 * One instance of Flyway had nothing to migrate, which is proven without it.
	 * @param configuration the configuration of that Flyway
	 * @param version the version of the schema, or {@code null} if it has none
	 */
	public synchronized void upToDate(Configuration configuration, @Nullable String version) {
		HistoryState before = this.histories.getOrDefault(name(configuration), HistoryState.NONE);
		this.histories.put(name(configuration), new HistoryState(true, before.applied(), 0, version));
		this.finishedAt = this.clock.instant();
	}

	/**
	 * A migration or the validation before it has failed.
	 */
	synchronized void failed(Configuration configuration) {
		this.histories.put(name(configuration),
				this.histories.getOrDefault(name(configuration), HistoryState.NONE).failed());
		this.finishedAt = this.clock.instant();
	}

	/**
	 * Records how many migrations remain.
	 */
	synchronized void pending(Configuration configuration, int pending) {
		this.histories.computeIfPresent(name(configuration), (name, state) -> state.leaving(pending));
	}

	/**
	 * Records migrations that a run has applied before it failed and was repeated.
	 * @param configuration the configuration of the Flyway
	 * @param count how many
	 */
	public synchronized void applied(Configuration configuration, int count) {
		HistoryState before = this.histories.getOrDefault(name(configuration), HistoryState.NONE);
		this.histories.put(name(configuration), before.adding(count));
	}

	/**
	 * Records that the schema is as the migrations require, without a run.
	 * @param configuration the configuration of the Flyway
	 * @param version the version of the schema, or {@code null} if there is none
	 */
	public synchronized void checked(Configuration configuration, @Nullable String version) {
		this.histories.put(name(configuration), new HistoryState(true, 0, 0, version));
		this.finishedAt = this.clock.instant();
	}

	/**
	 * Records a wait for other sessions.
	 * @param wait how long it took
	 */
	public synchronized void waited(Duration wait) {
		this.waited = this.waited.plus(wait);
	}

	private static String name(Configuration configuration) {
		return configuration.getDefaultSchema() + Arrays.toString(configuration.getSchemas())
				+ configuration.getTable();
	}

	/**
	 * The outcome of all runs together.
	 * @return the outcome, or {@code null} if none has ended yet
	 */
	public synchronized @Nullable MigrationOutcome outcome() {
		if (this.finishedAt == null) {
			return null;
		}
		Collection<HistoryState> states = this.histories.values();
		int applied = states.stream().mapToInt(HistoryState::applied).sum();
		Integer pending = 0;
		for (HistoryState state : states) {
			pending = (pending != null && state.pending() != null) ? (Integer) (pending + state.pending()) : null;
		}
		return new MigrationOutcome(MigrationTool.FLYWAY, states.stream().allMatch(HistoryState::succeeded),
				this.finishedAt, this.duration, applied, pending,
				(states.size() == 1) ? states.iterator().next().version() : null, states.size(), this.mode,
				this.waited);
	}

}
