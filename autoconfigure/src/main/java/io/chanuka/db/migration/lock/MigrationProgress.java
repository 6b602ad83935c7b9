package io.chanuka.db.migration.lock;

import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/**
 * How far a run of Flyway is. The thread that migrates writes it, others read it.
 */
public final class MigrationProgress {

	private volatile boolean connected;

	private volatile boolean stopping;

	private volatile boolean repeated;

	private volatile int processId;

	private volatile @Nullable MigrationInfo current;

	private volatile boolean begun;

	private volatile boolean inTransaction;

	private volatile @Nullable MigrationInfo failed;

	private volatile int applied;

	/**
	 * Another run begins.
	 */
	public void reset() {
		this.connected = false;
		this.current = null;
		this.begun = false;
		this.failed = null;
		this.applied = 0;
	}

	/**
	 * Flyway is connected and goes on to take its lock.
	 * @param serverProcessId the process of the connection on the server, or 0 if unknown
	 */
	void connected(int serverProcessId) {
		this.processId = serverProcessId;
		this.connected = true;
	}

	/**
	 * A migration begins, so that Flyway has its lock.
	 * @param migration the migration
	 * @param transactional whether it runs in a transaction
	 * @param serverProcessId the process that runs it on the server, or 0 if unknown
	 */
	void begin(MigrationInfo migration, boolean transactional, int serverProcessId) {
		this.processId = serverProcessId;
		this.inTransaction = transactional;
		this.begun = true;
		this.current = migration;
	}

	/**
	 * The migration has ended.
	 */
	void end() {
		this.current = null;
		this.applied++;
	}

	/**
	 * The migration has failed.
	 */
	void fail() {
		this.failed = this.current;
		this.current = null;
	}

	/**
	 * Lets no further migration begin.
	 */
	public void stop() {
		this.stopping = true;
	}

	/**
	 * Whether no further migration may begin.
	 * @return {@code true} after {@link #stop()}
	 */
	public boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Whether Flyway is connected and between migrations, where it may wait for its lock.
	 * @return {@code true} if so
	 */
	public boolean isBetweenMigrations() {
		return this.connected && this.current == null;
	}

	/**
	 * Whether a migration has begun in this run.
	 * @return {@code true} if so
	 */
	public boolean hasBegun() {
		return this.begun;
	}

	/**
	 * The migration that runs.
	 * @return the migration, or {@code null} if none does
	 */
	public @Nullable MigrationInfo current() {
		return this.current;
	}

	/**
	 * The process of the migrating connection on the server.
	 * @return its number, or 0 if it is unknown
	 */
	public int processId() {
		return this.processId;
	}

	/**
	 * The migration that has failed in this run.
	 * @return the migration, or {@code null} if none has
	 */
	public @Nullable MigrationInfo failed() {
		return this.failed;
	}

	/**
	 * Whether the last migration ran in a transaction.
	 * @return {@code true} if so
	 */
	public boolean isInTransaction() {
		return this.inTransaction;
	}

	/**
	 * How many migrations have ended in this run.
	 * @return the number
	 */
	public int applied() {
		return this.applied;
	}

	/**
	 * Whether a migration that does not get its lock is repeated.
	 */
	boolean isRepeated() {
		return this.repeated;
	}

	/**
	 * Sets whether a migration that does not get its lock is repeated.
	 * @param isRepeated {@code true} while a run does that
	 */
	public void setRepeated(boolean isRepeated) {
		this.repeated = isRepeated;
	}

}
