package io.chanuka.db.migration.run;

import java.time.Duration;

import io.chanuka.db.migration.lock.LockInquiry;
import io.chanuka.db.migration.lock.MigrationProgress;
import io.chanuka.db.migration.lock.ServerProcess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Wait of one thread for Flyway's lock: Flyway polls in the thread, with a sleep after
 * each attempt. Measures it, logs once which session holds the lock, and ends it at the
 * deadline or when the application stops. Also ends the pauses before attempts that
 * cannot succeed.
 */
final class LockWait {

	private static final Log logger = LogFactory.getLog(LockWait.class);

	/**
	 * Shorter waits are part of every start of several instances.
	 */
	private static final Duration NOTABLE = Duration.ofSeconds(1);

	private final Thread thread;

	private final MigrationProgress progress;

	private final Deadline deadline;

	private final CreationRights rights;

	private volatile Duration waited = Duration.ZERO;

	private volatile @Nullable ServerProcess holder;

	private volatile boolean timedOut;

	private boolean stopped;

	private boolean ended;

	private volatile @Nullable Boolean refused;

	LockWait(Thread thread, MigrationProgress progress, Deadline deadline, CreationRights rights) {
		this.thread = thread;
		this.rights = rights;
		this.progress = progress;
		this.deadline = deadline;
	}

	/**
	 * Samples the thread.
	 * @param elapsed the time since the last sample
	 * @param inquiry finds out which session holds the lock
	 */
	void sample(Duration elapsed, LockInquiry inquiry) {
		Thread.State state = this.thread.getState();
		if (this.progress.isStopping() && !this.stopped && isIdle(state)) {
			this.stopped = true;
			interrupt();
		}
		if (!this.progress.isBetweenMigrations() || state != Thread.State.TIMED_WAITING) {
			return;
		}
		FlywayPause pause = FlywayPause.of(this.thread);
		if (pause == FlywayPause.CREATION) {
			endCreationPause();
		}
		if (pause != FlywayPause.LOCK) {
			return;
		}
		this.waited = this.waited.plus(elapsed);
		if (this.holder == null && this.waited.compareTo(NOTABLE) >= 0) {
			identify(inquiry.holder(this.progress.processId()));
		}
		// Not what the migrations of this process have taken.
		if (!this.timedOut && this.waited.compareTo(this.deadline.timeout()) >= 0) {
			this.timedOut = true;
			interrupt();
		}
	}

	/**
	 * Nine pauses of a second before a failure that is certain, and after a stop.
	 */
	private void endCreationPause() {
		Boolean known = this.refused;
		boolean certain = (known != null) ? known : this.rights.areMissing();
		this.refused = certain;
		if (certain || this.progress.isStopping()) {
			interrupt();
		}
	}

	private synchronized void interrupt() {
		if (!this.ended) {
			this.thread.interrupt();
		}
	}

	/**
	 * From now on the thread does something else and is not interrupted.
	 */
	synchronized void end() {
		this.ended = true;
	}

	/**
	 * A thread that runs a migration is never interrupted.
	 */
	private boolean isIdle(Thread.State state) {
		return this.progress.current() == null
				&& (state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING);
	}

	private void identify(@Nullable ServerProcess found) {
		if (found != null) {
			this.holder = found;
			logger.info(LogMessage.format("Waiting up to %ds for Flyway's lock, held by %s",
					this.deadline.timeout().toSeconds(), found));
		}
	}

	/**
	 * Whether Flyway repeats what cannot succeed.
	 */
	boolean isCreationRefused() {
		return Boolean.TRUE.equals(this.refused);
	}

	/**
	 * How long the thread has waited, to a fraction of a second.
	 */
	Duration waited() {
		return this.waited;
	}

	/**
	 * The session that held the lock, as far as one was found.
	 */
	@Nullable ServerProcess holder() {
		return this.holder;
	}

	/**
	 * Whether the wait was ended at the deadline.
	 */
	boolean isTimedOut() {
		return this.timedOut;
	}

}
