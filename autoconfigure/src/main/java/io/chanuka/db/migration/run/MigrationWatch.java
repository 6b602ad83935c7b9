package io.chanuka.db.migration.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.lifecycle.DaemonThreads;
import io.chanuka.db.migration.lock.LockInquiry;
import io.chanuka.db.migration.lock.MigrationProgress;
import io.chanuka.db.migration.lock.ServerProcess;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/**
 * Watches one thread while it migrates: what it waits for, and until when. Queries the
 * server only when it has waited for a while.
 */
final class MigrationWatch implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(200);

	/**
	 * While one pause after the other is ended.
	 */
	private static final Duration SHORT_INTERVAL = Duration.ofMillis(10);

	private final MigrationProgress progress;

	private final LockInquiry inquiry;

	private final LockWait lockWait;

	private final Deadline deadline;

	private final Duration lockTimeout;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread watcher;

	private final Thread atShutdown;

	private volatile @Nullable ServerProcess blocker;

	private @Nullable MigrationInfo watched;

	private long nextInquiry;

	/**
	 * Create a new instance that watches the current thread.
	 */
	MigrationWatch(MigrationProgress progress, LockInquiry inquiry, CreationRights rights, Deadline deadline,
			Duration lockTimeout) {
		this.progress = progress;
		this.inquiry = inquiry;
		this.lockWait = new LockWait(Thread.currentThread(), progress, deadline, rights);
		this.deadline = deadline;
		this.lockTimeout = lockTimeout;
		this.atShutdown = new Thread(progress::stop, "chanuka-db-migration-stop");
		try {
			Runtime.getRuntime().addShutdownHook(this.atShutdown);
		}
		catch (IllegalStateException ex) {
			progress.stop();
		}
		this.watcher = DaemonThreads.start("migration-watch", this::watch);
	}

	private void watch() {
		try (this.inquiry) {
			long last = System.nanoTime();
			while (!this.closed.await(interval().toMillis(), TimeUnit.MILLISECONDS)) {
				long now = System.nanoTime();
				this.lockWait.sample(Duration.ofNanos(now - last), this.inquiry);
				sampleMigration(now);
				last = now;
			}
		}
		catch (InterruptedException ex) {
			// Nothing else interrupts it than the end of the JVM.
		}
	}

	private Duration interval() {
		return (this.lockWait.isCreationRefused() || this.progress.isStopping()) ? SHORT_INTERVAL : INTERVAL;
	}

	/**
	 * A migration that waits for a lock is rolled back after the timeout, and what it
	 * waited for is known only until then: two queries fall into each such time.
	 */
	private void sampleMigration(long now) {
		MigrationInfo current = this.progress.current();
		if (current == null || this.lockTimeout.isZero()) {
			this.watched = null;
			return;
		}
		if (current != this.watched) {
			this.watched = current;
			this.blocker = null;
			this.nextInquiry = now + this.lockTimeout.toNanos() / 3;
		}
		else if (now >= this.nextInquiry) {
			ServerProcess found = this.inquiry.blocker(this.progress.processId());
			this.blocker = (found != null) ? found : this.blocker;
			this.nextInquiry = now + this.lockTimeout.toNanos() / 3;
		}
	}

	/**
	 * When all waits of the run end.
	 */
	Deadline deadline() {
		return this.deadline;
	}

	/**
	 * How long a migration waits for a lock in one attempt.
	 */
	Duration lockTimeout() {
		return this.lockTimeout;
	}

	/**
	 * The wait for Flyway's lock.
	 */
	LockWait lockWait() {
		return this.lockWait;
	}

	/**
	 * The session for which the last migration has waited, as far as one was found.
	 */
	@Nullable ServerProcess blocker() {
		return this.blocker;
	}

	/**
	 * Stops watching, and closes the connection to the server if there is one.
	 */
	@Override
	public void close() {
		this.closed.countDown();
		this.lockWait.end();
		// The flag that a deadline has set too late belongs to nothing else.
		boolean interrupted = Thread.interrupted();
		try {
			Runtime.getRuntime().removeShutdownHook(this.atShutdown);
		}
		catch (IllegalStateException ex) {
			// The JVM shuts down already.
		}
		try {
			this.watcher.join(INTERVAL.toMillis() * 10);
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (interrupted && !this.lockWait.isTimedOut() && !this.lockWait.isCreationRefused()
				&& !this.progress.isStopping()) {
			Thread.currentThread().interrupt();
		}
	}

}
