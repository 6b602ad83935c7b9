package io.chanuka.db.health;

import java.util.Map;

import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthEvaluator}: with a probe timeout of 2 s, stuck after 10 s.
 */
class HealthEvaluatorTests {

	private final HealthEvaluator evaluator = new HealthEvaluator(
			TestSettings.resolve(Map.of("url", "postgresql://localhost/shop")).health());

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "unknown, UNKNOWN, ", "unknown pending=100, UNKNOWN, ", "well, UP, ", "idle since-acquire=900, UP, ",
			"pending=1999, UP, ", "pending=2000, DOWN, no answer for 2000 ms",
			"unknown pending=2000, DOWN, no answer for 2000 ms",
			"failed=UNREACHABLE, DOWN, the last probe failed: unreachable",
			"failed=UNREACHABLE pending=100, DOWN, the last probe failed: unreachable",
			"failed=UNREACHABLE full since-acquire=10, DOWN, the last probe failed: unreachable",
			"failed=TOO_MANY_CONNECTIONS, DEGRADED, no further connection can be opened: too-many-connections",
			"failed=TOO_MANY_CONNECTIONS empty, DOWN, the last probe failed: too-many-connections",
			"outage=UNREACHABLE, DEGRADED, no further connection can be opened: unreachable",
			"outage=NOT_ACCEPTING full, DEGRADED, no further connection can be opened: not-accepting",
			"outage=UNREACHABLE empty, DOWN, no connection can be opened: unreachable",
			"outage=UNREACHABLE failed=TIMEOUT, DOWN, the last probe failed: timeout", "used, UP, ",
			"full since-acquire=9, UP, ", "full busy, DEGRADED, busy: all connections are active",
			"full since-acquire=10, DEGRADED, stuck: all connections are active and none was returned for 10 s",
			"full busy since-acquire=10, DEGRADED, stuck: all connections are active and none was returned for 10 s",
			"errors=49, UP, ", "errors=50, DEGRADED, error rate of 5 %", "errors=1 acquires=5, UP, ",
			"errors=49 acquires=49, UP, ", "errors=3 acquires=50, DEGRADED, error rate of 6 %",
			"stopping, OUT_OF_SERVICE, the application is stopping",
			"stopping full busy, OUT_OF_SERVICE, the application is stopping",
			"stopping failed=TIMEOUT, DOWN, the last probe failed: timeout", "certificate=400, UP, ",
			"certificate=3, DEGRADED, a certificate is about to expire; days left: 3",
			"missing=vector, DEGRADED, missing extensions: vector" })
	void evidenceIsEvaluated(String evidence, String status, String problem) {
		assertState(evidence, status, problem);
	}

	/**
	 * A probe may wait for a pooler that waits for connections of ours.
	 */
	@ParameterizedTest(name = "{0}")
	@CsvSource({ "pooled full pending=2500, UP, ", "pooled pending=2500 idle, DOWN, no answer for 2500 ms",
			"pooled full unanswered unreturned=9, UP, ",
			"pooled full unanswered busy, DEGRADED, busy: all connections are active",
			"pooled full unanswered unreturned=10, DOWN, 'no answer, and no connection returned for 10 s'",
			"pooled unanswered unreturned=10, DOWN, 'no answer, and no connection returned for 10 s'",
			"pooled full unanswered failed=TIMEOUT, DOWN, the last probe failed: timeout",
			"pooled idle unanswered unreturned=10, UP, ", "unanswered unreturned=10, UP, ",
			"pooled unanswered since-acquire=90, UP, " })
	void whatAPoolerDoesNotAnswerKeepsTheLastState(String evidence, String status, String problem) {
		assertState(evidence, status, problem);
	}

	@Test
	void whenTheServerIsReadOnlyThenItIsDegradedAndTheAdviceNamesTheWayOut() {
		HealthState state = this.evaluator.evaluate(TestEvidence.of("read-only"));
		assertThat(state.status()).isEqualTo(HealthState.DEGRADED);
		assertThat(state.problems())
			.containsExactly("read-only: the server and new connections to it accept no writes");
		assertThat(state.recommendations()).singleElement().asString().startsWith("Promote a standby");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "suspended", "suspended pending=9000", "suspended unanswered full unreturned=90 pooled",
			"suspended empty outage=UNREACHABLE" })
	void aPoolThatIsSuspendedIsNotDown(String evidence) {
		HealthState state = this.evaluator.evaluate(TestEvidence.of(evidence));
		assertThat(state.status()).isEqualTo(HealthState.DEGRADED);
		assertThat(state.problems()).contains("suspended: every acquire waits until the pool is resumed");
	}

	private void assertState(String evidence, String status, String problem) {
		HealthState state = this.evaluator.evaluate(TestEvidence.of(evidence));
		assertThat(state.status()).isEqualTo(new Status(status));
		if (problem != null) {
			assertThat(state.problems()).containsExactly(problem);
		}
		else {
			assertThat(state.problems()).isEmpty();
		}
	}

}
