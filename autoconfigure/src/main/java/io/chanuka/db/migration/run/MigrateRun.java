package io.chanuka.db.migration.run;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationRun;
import io.chanuka.db.migration.lock.LockInquiry;
import io.chanuka.db.migration.lock.MigrationLocking;
import io.chanuka.db.migration.lock.PendingScan;
import io.chanuka.db.migration.stamp.MigrationProof;
import io.chanuka.db.migration.stamp.NothingToMigrate;
import io.chanuka.db.settings.MigrationSettings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Applies the pending migrations. The waits for locks of others have one deadline; a
 * migration that did not get a lock is repeated until then.
 */
public final class MigrateRun implements MigrationRun {

	private final MigrationLocking locking;

	private final MigrationSettings settings;

	private final FlywayRecorder recorder;

	private final NothingToMigrate nothingToMigrate;

	/**
	 * Create a new instance.
	 * @param locking the locks of the migrations
	 * @param settings how the schema is changed
	 * @param recorder records the waits
	 */
	public MigrateRun(MigrationLocking locking, MigrationSettings settings, FlywayRecorder recorder) {
		this.locking = locking;
		this.settings = settings;
		this.recorder = recorder;
		this.nothingToMigrate = new NothingToMigrate(settings.fastPath().value());
	}

	@Override
	public boolean run(Flyway flyway) {
		Configuration configuration = flyway.getConfiguration();
		try {
			MigrationProof proof = this.nothingToMigrate.check(flyway);
			if (proof.holds()) {
				this.recorder.upToDate(configuration, proof.version());
				return true;
			}
			return migrate(flyway, configuration, proof);
		}
		finally {
			if (configuration.getDataSource() instanceof MigrationDataSource ours) {
				ours.closeKept();
			}
		}
	}

	private boolean migrate(Flyway flyway, Configuration configuration, MigrationProof proof) {
		if (this.locking.isKnownTransactional(configuration)) {
			PendingScan scan = new PendingScan(configuration);
			for (MigrationInfo pending : flyway.info().pending()) {
				scan.refuseConcurrentIndex(pending);
			}
		}
		this.locking.progress().reset();
		MigrationWatch watch = new MigrationWatch(this.locking.progress(),
				new LockInquiry(configuration.getDataSource()), new CreationRights(configuration),
				Deadline.after(this.settings.timeout().value()), this.settings.lockTimeout().value());
		this.locking.progress().setRepeated(true);
		try (watch; HeldLog log = HeldLog.of(configuration, this.locking.progress())) {
			proof.stamp(new MigrationAttempts(flyway, this.locking.progress(), watch, log, this.recorder).run());
			return true;
		}
		finally {
			this.locking.progress().setRepeated(false);
			this.recorder.waited(watch.lockWait().waited());
		}
	}

}
