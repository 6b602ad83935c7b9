package io.chanuka.db.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

import io.chanuka.db.settings.MigrationMode;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlywayRecorder} and {@link RecordingCallback}.
 */
class FlywayRecorderTests {

	private final FlywayRecorder recorder = new FlywayRecorder(
			Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC));

	@Test
	void whenNothingHasMigratedThenThereIsNoOutcome() {
		this.recorder.begin();
		this.recorder.end();
		assertThat(this.recorder.outcome()).isNull();
	}

	@Test
	void whenSeveralHistoriesFinishThenTheyAreSummedAndHaveNoCommonVersion() {
		this.recorder.begin();
		this.recorder.finished(table("a"), result(2, "2"));
		this.recorder.finished(table("b"), result(3, "7"));
		this.recorder.end();
		assertThat(this.recorder.outcome()).isEqualTo(new MigrationOutcome(MigrationTool.FLYWAY, true,
				Instant.parse("2026-11-21T10:00:00Z"), Duration.ZERO, 5, 0, null, 2));
	}

	@Test
	void whenTheSchemaDiffersThenTheHistoryIsAnotherOne() {
		this.recorder.finished(table("a").schemas("tenant1"), result(1, "1"));
		this.recorder.finished(table("a").schemas("tenant2"), result(1, "1"));
		assertThat(this.recorder.outcome()).extracting(MigrationOutcome::histories).isEqualTo(2);
	}

	@Test
	void whenAHistoryIsMigratedAgainThenItsLastVersionHolds() {
		this.recorder.finished(table("a"), result(2, "2"));
		this.recorder.finished(table("a"), result(1, "3"));
		assertThat(this.recorder.outcome()).extracting(MigrationOutcome::applied, MigrationOutcome::version)
			.containsExactly(3, "3");
	}

	@Test
	void whenARunIsRepeatedThenWhatItAppliedBeforeCountsAsWell() {
		FluentConfiguration configuration = table("a");
		this.recorder.failed(configuration);
		this.recorder.applied(configuration, 2);
		this.recorder.waited(Duration.ofSeconds(3));
		this.recorder.finished(configuration, result(1, "3"));
		assertThat(this.recorder.outcome())
			.extracting(MigrationOutcome::applied, MigrationOutcome::succeeded, MigrationOutcome::waited)
			.containsExactly(3, true, Duration.ofSeconds(3));
	}

	@Test
	void whenTheSchemaWasOnlyCheckedThenThereIsAnOutcomeWithoutMigrations() {
		this.recorder.begin(MigrationMode.WAIT);
		this.recorder.checked(table("a"), "7");
		assertThat(this.recorder.outcome())
			.extracting(MigrationOutcome::mode, MigrationOutcome::applied, MigrationOutcome::pending,
					MigrationOutcome::version)
			.containsExactly(MigrationMode.WAIT, 0, 0, "7");
	}

	@Test
	void whenOneHistoryFailedLastThenTheOutcomeIsAFailure() {
		this.recorder.finished(table("a"), result(2, "2"));
		this.recorder.failed(table("b"));
		assertThat(this.recorder.outcome()).extracting(MigrationOutcome::succeeded, MigrationOutcome::pending)
			.containsExactly(false, null);
		this.recorder.finished(table("b"), result(0, "1"));
		assertThat(this.recorder.outcome()).extracting(MigrationOutcome::succeeded, MigrationOutcome::pending)
			.containsExactly(true, 0);
	}

	@Test
	void whenATargetIsSetThenWhatRemainsIsUnknownUntilItIsCounted() {
		FluentConfiguration target = table("a").target("1");
		this.recorder.finished(target, result(1, "1"));
		this.recorder.finished(table("b"), result(1, "1"));
		assertThat(this.recorder.outcome()).extracting(MigrationOutcome::pending).isNull();
		this.recorder.pending(target, 4);
		assertThat(this.recorder.outcome()).extracting(MigrationOutcome::pending).isEqualTo(4);
	}

	@Test
	void whenAttachedAgainThenTheCallbackIsThereOnce() {
		FluentConfiguration configuration = table("a");
		this.recorder.attach(configuration);
		this.recorder.attach(configuration);
		assertThat(configuration.getCallbacks()).hasSize(1);
	}

	@Test
	void noEventIsSupportedThatMakesFlywayOpenAConnection() {
		RecordingCallback callback = new RecordingCallback(this.recorder::finished, this.recorder::failed);
		assertThat(Arrays.stream(Event.values()).filter((event) -> callback.supports(event, null))).containsExactly(
				Event.AFTER_EACH_MIGRATE_ERROR, Event.AFTER_VALIDATE_ERROR, Event.AFTER_MIGRATE_OPERATION_FINISH);
	}

	private static FluentConfiguration table(String name) {
		return new FluentConfiguration().table(name);
	}

	private static MigrateResult result(int executed, String version) {
		MigrateResult result = new MigrateResult("12", "shop", "public", "PostgreSQL");
		result.migrationsExecuted = executed;
		result.targetSchemaVersion = version;
		return result;
	}

}
