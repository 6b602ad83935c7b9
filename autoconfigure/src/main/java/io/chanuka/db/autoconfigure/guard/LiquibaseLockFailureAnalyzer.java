package io.chanuka.db.autoconfigure.guard;

import java.util.Objects;

import io.chanuka.db.migration.state.LiquibaseLocks;
import liquibase.exception.LockException;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes why Liquibase did not get its lock. Its message names the holder and the time.
 */
class LiquibaseLockFailureAnalyzer extends AbstractFailureAnalyzer<LockException> {

	private final LiquibaseLockTables tables;

	LiquibaseLockFailureAnalyzer(BeanFactory beanFactory) {
		this.tables = new LiquibaseLockTables(beanFactory);
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LockException cause) {
		String table = Objects.requireNonNullElse(this.tables.current(), LiquibaseLocks.DEFAULT_TABLE);
		return new FailureAnalysis(
				"Liquibase waited for its lock in the table " + table + ", and did not get it. " + cause.getMessage(),
				"If the process that is named still runs, start again when it has ended. "
						+ "If it does not, it died with the lock; release it: " + LiquibaseLocks.release(table),
				cause);
	}

}
