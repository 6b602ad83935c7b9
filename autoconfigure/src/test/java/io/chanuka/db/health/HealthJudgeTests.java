package io.chanuka.db.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.FailureKind;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.ProbeOutcome;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthJudge}: with a probe timeout of 2 s, stuck after 10 s.
 */
class HealthJudgeTests {

	private final HealthJudge judge = new HealthJudge(
			TestSettings.resolve(Map.of("url", "postgresql://localhost/shop")).health());

	@ParameterizedTest(name = "{0}")
	@CsvSource({
			// what it is, last probe, pending ms, active, quiet s, error rate, away,
			// stopping, certificate days, status, first problem
			"nothing known yet, none, , 0, 0, 0, false, false, , UNKNOWN, ",
			"first probe under way, none, 100, 0, 0, 0, false, false, , UNKNOWN, ",
			"idle, alive, , 0, 900, 0, false, false, , UP, ", "under way, alive, 1999, 0, 0, 0, false, false, , UP, ",
			"too long under way, alive, 2000, 0, 0, 0, false, false, , DOWN, no answer",
			"too long for the first time, none, 2000, 0, 0, 0, false, false, , DOWN, no answer",
			"dead, dead, , 0, 0, 0, false, false, , DOWN, the last probe failed",
			"dead and looked at again, dead, 100, 0, 0, 0, false, false, , DOWN, the last probe failed",
			"refused with connections, refused, , 9, 0, 0, false, false, , DEGRADED, the server has no more",
			"refused without any, refused, , -1, 0, 0, false, false, , DOWN, the last probe failed",
			"gone, alive, , 0, 0, 0, true, false, , DOWN, no connection can be opened: unreachable",
			"utilised, alive, , 9, 0, 0, false, false, , UP, ",
			"busy, alive, , 10, 9, 0, false, false, , DEGRADED, busy",
			"stuck, alive, , 10, 10, 0, false, false, , DEGRADED, stuck",
			"dead behind a full pool, dead, , 10, 10, 0, false, false, , DOWN, the last probe failed",
			"few errors, alive, , 0, 0, 0.0499, false, false, , UP, ",
			"many errors, alive, , 0, 0, 0.05, false, false, , DEGRADED, error rate of 5 %",
			"stopping, alive, , 0, 0, 0, false, true, , OUT_OF_SERVICE, the application is stopping",
			"stopping with a full pool, alive, , 10, 0, 0, false, true, , OUT_OF_SERVICE, the application",
			"stopping and dead, dead, , 0, 0, 0, false, true, , DOWN, the last probe failed",
			"certificate good, alive, , 0, 0, 0, false, false, 400, UP, ",
			"certificate about to expire, alive, , 0, 0, 0, false, false, 3, DEGRADED, a certificate",
			"extension missing, missing, , 0, 0, 0, false, false, , DEGRADED, missing extensions: vector" })
	void evidenceIsJudged(String name, String last, Long pending, int active, long quiet, double errorRate,
			boolean away, boolean stopping, Long days, String status, String problem) {
		Observation observation = new Observation(outcome(last), (pending != null) ? Duration.ofMillis(pending) : null);
		HealthState state = this.judge
			.judge(new HealthEvidence(pool(active), observation, away ? FailureKind.UNREACHABLE : null, stopping,
					errorRate, Duration.ofSeconds(quiet), EndpointKind.DIRECT, false, days));
		assertThat(state.status()).isEqualTo(new Status(status));
		if (problem != null) {
			assertThat(state.problems()).singleElement().asString().startsWith(problem);
		}
		else {
			assertThat(state.problems()).isEmpty();
		}
	}

	private static PoolSnapshot pool(int active) {
		return (active < 0) ? new PoolSnapshot(0, 0, 0, 0, 10) : new PoolSnapshot(10, active, 10 - active, 0, 10);
	}

	private static ProbeOutcome outcome(String name) {
		return switch (name) {
			case "none" -> null;
			case "dead" -> new ProbeOutcome(Instant.EPOCH, Duration.ZERO, FailureKind.UNREACHABLE, List.of());
			case "refused" ->
				new ProbeOutcome(Instant.EPOCH, Duration.ZERO, FailureKind.TOO_MANY_CONNECTIONS, List.of());
			case "missing" -> new ProbeOutcome(Instant.EPOCH, Duration.ZERO, null, List.of("vector"));
			default -> new ProbeOutcome(Instant.EPOCH, Duration.ZERO, null, List.of());
		};
	}

}
