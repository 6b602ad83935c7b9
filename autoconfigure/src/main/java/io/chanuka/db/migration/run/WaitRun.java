package io.chanuka.db.migration.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationException;
import io.chanuka.db.migration.MigrationRun;
import io.chanuka.db.settings.MigrationSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

import org.springframework.core.log.LogMessage;

/**
 * Waits until another instance or a job has applied the migrations of this application.
 */
public final class WaitRun implements MigrationRun {

	private static final Log logger = LogFactory.getLog(WaitRun.class);

	private final MigrationSettings settings;

	private final FlywayRecorder recorder;

	private final SchemaCheck check;

	/**
	 * Create a new instance.
	 * @param settings how the schema is changed
	 * @param recorder records the version of the schema and the wait
	 */
	public WaitRun(MigrationSettings settings, FlywayRecorder recorder) {
		this.settings = settings;
		this.recorder = recorder;
		this.check = new SchemaCheck(recorder);
	}

	@Override
	public boolean run(Flyway flyway) {
		Deadline deadline = Deadline.after(this.settings.timeout().value());
		List<MigrationInfo> pending = pending(flyway);
		if (!pending.isEmpty()) {
			logger.info(LogMessage.format(
					"Waiting up to %ds until another instance or a job has applied %d migrations, " + "the last one %s",
					deadline.timeout().toSeconds(), pending.size(), pending.get(pending.size() - 1).getScript()));
			await(flyway, deadline);
			this.recorder.waited(deadline.elapsed());
		}
		if (flyway.getConfiguration().isValidateOnMigrate()) {
			this.check.check(flyway);
		}
		else {
			this.check.record(flyway);
		}
		return false;
	}

	private static void await(Flyway flyway, Deadline deadline) {
		Pauses pauses = new Pauses(Duration.ofMillis(500), Duration.ofSeconds(5));
		try (HistoryPoll poll = new HistoryPoll(flyway.getConfiguration())) {
			poll.hasChanged();
			// After the first poll, so that no change is missed.
			List<MigrationInfo> pending = pending(flyway);
			while (!pending.isEmpty()) {
				Duration pause = pauses.next();
				if (deadline.isWithin(Duration.ZERO)) {
					throw timedOut(deadline, pending);
				}
				Pauses.pause(deadline.isWithin(pause) ? deadline.remaining() : pause);
				pending = poll.hasChanged() ? pending(flyway) : pending;
			}
		}
	}

	private static List<MigrationInfo> pending(Flyway flyway) {
		return Arrays.asList(flyway.info().pending());
	}

	private static MigrationException timedOut(Deadline deadline, List<MigrationInfo> pending) {
		List<String> scripts = pending.stream().map(MigrationInfo::getScript).toList();
		return new MigrationException("""
				No other instance and no job has applied these migrations within %ds:
				%s""".formatted(deadline.timeout().toSeconds(), SchemaCheck.lines(scripts)), """
				Run the job that migrates, or one instance with chanuka.db.migration.mode=migrate. If that takes \
				longer, raise chanuka.db.migration.timeout.""", null);
	}

}
