package io.chanuka.db.autoconfigure.guard;

import io.chanuka.db.migration.state.LiquibaseLocks;
import liquibase.exception.LockException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes why Liquibase did not get its lock. Its message names the holder and the time.
 */
class LiquibaseLockFailureAnalyzer extends AbstractFailureAnalyzer<LockException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LockException cause) {
		return new FailureAnalysis(
				"Liquibase waited for its lock in the table databasechangeloglock, and did not get it. "
						+ cause.getMessage(),
				"If the process that is named still runs, start again when it has ended. "
						+ "If it does not, it died with the lock; release it: " + LiquibaseLocks.RELEASE,
				cause);
	}

}
