package io.chanuka.db.retry;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.settings.RetrySettings;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.backoff.BackOffExecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DatabaseRetry} and its template.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseRetryTests {

	private static final SQLException CONFLICT = new SQLException("ERROR: could not serialize access", "40001");

	private final RetryRecorder recorder = new RetryRecorder();

	private final DatabaseRetry retry = new DatabaseRetry(
			new DatabaseRetryTemplate(settings(Map.of("retry.initial-delay", Duration.ZERO)), this.recorder));

	private final List<Integer> attempts = new ArrayList<>();

	@Test
	void whenTheSecondAttemptSucceedsThenItsResultIsReturnedAndOneLineIsLogged(CapturedOutput output)
			throws SQLException {
		String result = this.retry.execute("Load orders", () -> {
			failBefore(2, CONFLICT);
			return "done";
		});
		assertThat(result).isEqualTo("done");
		assertThat(output)
			.containsOnlyOnce("Load orders failed (ERROR: could not serialize access [SQLSTATE 40001]); retrying");
		assertThat(this.recorder.succeeded()).isEqualTo(1);
		assertThat(this.recorder.transientErrors()).isEqualTo(1);
		assertThat(this.recorder.exhausted()).isZero();
	}

	@Test
	void whenEveryAttemptFailsThenTheSentenceNamesTheOperationAndTheAttempts(CapturedOutput output) {
		assertThatExceptionOfType(DatabaseRetryException.class)
			.isThrownBy(() -> this.retry.run("Load orders", () -> failBefore(4, CONFLICT)))
			.withMessage("Load orders failed after 3 attempts: ERROR: could not serialize access [SQLSTATE 40001]")
			.withCause(CONFLICT)
			.satisfies((failure) -> {
				assertThat(failure.attempts()).isEqualTo(3);
				assertThat(failure.getSuppressed()).containsExactly(CONFLICT, CONFLICT);
			});
		assertThat(output).containsOnlyOnce("; retrying");
		assertThat(this.recorder.transientErrors()).isEqualTo(3);
		assertThat(this.recorder.exhausted()).isEqualTo(1);
	}

	@Test
	void whenOneAttemptIsAllThenTheSentenceIsInTheSingular() {
		DatabaseRetry once = new DatabaseRetry(
				new DatabaseRetryTemplate(settings(Map.of("retry.max-attempts", 1)), this.recorder));
		assertThatExceptionOfType(DatabaseRetryException.class)
			.isThrownBy(() -> once.run("Load orders", () -> failBefore(2, CONFLICT)))
			.withMessageStartingWith("Load orders failed after 1 attempt: ");
	}

	@Test
	void whenTheErrorIsNotTransientThenItLeavesAsItIsAndDoesNotCountAsExhausted() {
		SQLException duplicate = new SQLException("duplicate key", "23505");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.retry.run("Load orders", () -> failBefore(4, duplicate)))
			.isSameAs(duplicate);
		assertThat(this.attempts).hasSize(1);
		assertThat(this.recorder.otherErrors()).isEqualTo(1);
		assertThat(this.recorder.exhausted()).isZero();
	}

	@Test
	void whenALaterErrorIsNotTransientThenItLeavesAsItIs() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.retry.run("Load orders", () -> {
			failBefore(2, CONFLICT);
			throw new IOException("disk");
		})).withMessage("disk").withNoCause();
		assertThat(this.recorder.exhausted()).isZero();
	}

	@Test
	void whenAnErrorOfTheVirtualMachineIsThrownThenItLeavesAsItIs() {
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.retry.run("Load orders", () -> {
			throw new StackOverflowError();
		}));
	}

	@Test
	void whenATransactionIsActiveThenTheOperationIsRefusedAndNotRun() {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			assertThatExceptionOfType(IllegalTransactionStateException.class)
				.isThrownBy(() -> this.retry.run("Load orders", () -> this.attempts.add(1)))
				.withMessageStartingWith("Load orders cannot be retried inside an active transaction")
				.withMessageContaining("begin the transaction inside the operation");
			assertThat(this.attempts).isEmpty();
		}
		finally {
			TransactionSynchronizationManager.setActualTransactionActive(false);
		}
	}

	@Test
	void whenInterruptedDuringTheBackOffThenTheFlagStaysAndTheSentenceNamesIt() {
		Thread.currentThread().interrupt();
		DatabaseRetry slow = new DatabaseRetry(new DatabaseRetryTemplate(settings(Map.of()), this.recorder));
		assertThatExceptionOfType(DatabaseRetryException.class)
			.isThrownBy(() -> slow.run("Load orders", () -> failBefore(4, CONFLICT)))
			.withMessageStartingWith("Load orders failed after 1 attempt and an interrupt: ");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.recorder.exhausted()).isZero();
	}

	@Test
	void whenATemplateIsOfTheApplicationThenItDecides() {
		DatabaseRetryTemplate template = new DatabaseRetryTemplate(settings(Map.of()), this.recorder);
		template.setRetryPolicy(RetryPolicy.builder().maxRetries(1).delay(Duration.ZERO).build());
		assertThatExceptionOfType(DatabaseRetryException.class)
			.isThrownBy(() -> new DatabaseRetry(template).run("Load orders", () -> {
				throw new IllegalStateException("any");
			}))
			.withMessage("Load orders failed after 2 attempts: any");
		assertThatIllegalStateException().isThrownBy(() -> template.invoke(() -> {
			throw new IllegalStateException("any");
		}));
	}

	@Test
	void whenAnotherTransactionWasInTheWayThenTheBackOffIsShort() {
		DatabaseRetryPolicy policy = new DatabaseRetryPolicy(settings(Map.of("retry.max-attempts", 5)));
		SQLException lost = new SQLException("lost", "08006");
		assertThat(delays(policy, CONFLICT, CONFLICT, CONFLICT, CONFLICT, CONFLICT)).satisfiesExactly(
				(delay) -> assertThat(delay).isBetween(50L, 75L), (delay) -> assertThat(delay).isBetween(50L, 150L),
				(delay) -> assertThat(delay).isBetween(100L, 300L), (delay) -> assertThat(delay).isBetween(200L, 600L),
				(delay) -> assertThat(delay).isEqualTo(BackOffExecution.STOP));
		assertThat(delays(policy, lost, lost)).satisfiesExactly((delay) -> assertThat(delay).isBetween(1000L, 1500L),
				(delay) -> assertThat(delay).isBetween(1000L, 3000L));
		assertThat(delays(policy, lost, CONFLICT, lost, CONFLICT, lost)).satisfiesExactly(
				(delay) -> assertThat(delay).isBetween(1000L, 1500L), (delay) -> assertThat(delay).isBetween(50L, 75L),
				(delay) -> assertThat(delay).isBetween(1000L, 3000L), (delay) -> assertThat(delay).isBetween(50L, 150L),
				(delay) -> assertThat(delay).isEqualTo(BackOffExecution.STOP));
	}

	@Test
	void whenDelaysGrowThenTheMaximumHolds() {
		DatabaseRetryPolicy policy = new DatabaseRetryPolicy(settings(
				Map.of("retry.max-attempts", 4, "retry.multiplier", 10.0, "retry.max-delay", Duration.ofSeconds(2))));
		SQLException lost = new SQLException("lost", "08006");
		assertThat(delays(policy, lost, lost, lost)).allSatisfy((delay) -> assertThat(delay).isBetween(1000L, 2000L));
	}

	private static List<Long> delays(DatabaseRetryPolicy shared, SQLException... errors) {
		RetryPolicy policy = shared.forExecution();
		BackOffExecution execution = policy.getBackOff().start();
		List<Long> delays = new ArrayList<>();
		for (SQLException error : errors) {
			assertThat(policy.shouldRetry(error)).isTrue();
			delays.add(execution.nextBackOff());
		}
		return delays;
	}

	private void failBefore(int attempt, SQLException error) throws SQLException {
		this.attempts.add(this.attempts.size() + 1);
		if (this.attempts.size() < attempt) {
			throw error;
		}
	}

	private static RetrySettings settings(Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", "postgresql://h/d");
		return TestSettings.resolve(all).retry();
	}

}
