package io.chanuka.db.migration.state;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;

import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.DatabaseChangeLogLock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reports which process holds the lock of Liquibase, before Liquibase waits for it, which
 * it does only if a change set is to be run. The lock is a row that a process leaves
 * behind if it dies.
 */
public final class LiquibaseLocks {

	/**
	 * The table of the lock where no other is configured.
	 */
	public static final String DEFAULT_TABLE = "databasechangeloglock";

	private static final Log logger = LogFactory.getLog(LiquibaseLocks.class);

	private final Clock clock;

	/**
	 * Create a new instance.
	 * @param clock gives the time
	 */
	public LiquibaseLocks(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Logs the holder, if there is one. It never fails.
	 * @param liquibase a Liquibase that is about to run
	 */
	public void report(Liquibase liquibase) {
		try {
			for (DatabaseChangeLogLock lock : liquibase.listLocks()) {
				logger.warn("The lock of Liquibase is held by " + lock.getLockedBy() + since(lock.getLockGranted())
						+ "; change sets wait for it. If that process does not run any more, release it: "
						+ release(table(liquibase.getDatabase())));
			}
		}
		catch (LiquibaseException | RuntimeException ex) {
			logger.debug("The lock of Liquibase could not be read", ex);
		}
	}

	/**
	 * The table that has the lock, as a statement names it.
	 * @param database the database of a Liquibase that is about to run
	 * @return the table with its schema
	 */
	public static String table(Database database) {
		return database.escapeTableName(database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(),
				database.getDatabaseChangeLogLockTableName());
	}

	/**
	 * How to release a lock whose process does not run any more.
	 * @param table the table that has the lock
	 * @return a statement
	 */
	public static String release(String table) {
		return "update " + table + " set locked = false, lockgranted = null, lockedby = null";
	}

	private String since(@Nullable Date granted) {
		if (granted == null) {
			return "";
		}
		return " since " + granted.toInstant() + " ("
				+ Duration.between(granted.toInstant(), this.clock.instant()).toSeconds() + " s)";
	}

}
