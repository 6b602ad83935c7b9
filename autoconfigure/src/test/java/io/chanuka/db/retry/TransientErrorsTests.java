package io.chanuka.db.retry;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransientErrors}.
 */
class TransientErrorsTests {

	@ParameterizedTest
	@ValueSource(strings = { "08000", "08003", "08006", "08P01", "40001", "40P01", "53300", "57P01", "57P02", "57P03" })
	void whenTheServerIsBusyOrUnavailableThenItIsRetried(String state) {
		assertThat(TransientErrors.isRetryable(new CannotAcquireLockException("", error(state)))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "23505", "42601", "25006", "25P02", "57014", "55P03", "53100", "40002", "28P01" })
	void whenTheStatementIsToBlameThenItIsNotRetried(String state) {
		assertThat(TransientErrors.isRetryable(new CannotAcquireLockException("", error(state)))).isFalse();
	}

	@Test
	void whenAnAcquireTimesOutThenItIsRetriedUnlessTheLoginWasRefused() {
		assertThat(TransientErrors.isRetryable(timeout(null))).isTrue();
		assertThat(TransientErrors.isRetryable(timeout("08001"))).isTrue();
		assertThat(TransientErrors.isRetryable(timeout("28P01"))).isFalse();
		assertThat(TransientErrors.isRetryable(timeout("3D000"))).isFalse();
	}

	@Test
	void whenThereIsNoDatabaseErrorThenItIsNotRetried() {
		assertThat(TransientErrors.isRetryable(new IllegalStateException("08006"))).isFalse();
		assertThat(TransientErrors.isRetryable(new SQLException("no state"))).isFalse();
	}

	@Test
	void whenAnInnerRetryIsExhaustedThenItIsNotRetriedAgain() {
		Throwable inner = new DatabaseRetryException("failed", 3, error("40001"));
		assertThat(TransientErrors.isRetryable(new IllegalStateException(inner))).isFalse();
	}

	@Test
	void whenTheRollbackFailsTooThenTheFirstErrorCounts() {
		TransactionSystemException rollback = new TransactionSystemException("rollback failed",
				new SQLException("Connection is closed"));
		assertThat(TransientErrors.isRetryable(rollback)).isFalse();
		rollback.initApplicationException(new CannotAcquireLockException("", error("57P01")));
		assertThat(TransientErrors.isRetryable(rollback)).isTrue();
	}

	@Test
	void whenCausesGoInACircleThenTheSearchEnds() {
		IllegalStateException first = new IllegalStateException("first");
		first.initCause(new IllegalStateException("second", first));
		assertThat(TransientErrors.isRetryable(first)).isFalse();
	}

	@Test
	void whenATransactionIsActiveThenNothingIsRetried() throws ReflectiveOperationException {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			assertThat(TransientErrors.isRetryable(error("40001"))).isFalse();
			assertThat(new DatabaseRetryPredicate().shouldRetry(Object.class.getMethod("toString"), error("40001")))
				.isFalse();
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
		assertThat(new DatabaseRetryPredicate().shouldRetry(Object.class.getMethod("toString"), error("40001")))
			.isTrue();
	}

	private static SQLException error(String state) {
		return new SQLException("message", state);
	}

	private static Exception timeout(String state) {
		return new CannotGetJdbcConnectionException("no connection",
				new SQLTransientConnectionException("timed out", state));
	}

}
