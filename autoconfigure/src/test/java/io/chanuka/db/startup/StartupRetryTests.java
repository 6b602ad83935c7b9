package io.chanuka.db.startup;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the next attempt follows a failed one.
 */
class StartupRetryTests {

	@Test
	void whenNothingIsSetThenAttemptsAreFrequentAndNeverMoreThanThreeASecond() {
		StartupRetry retry = retry(Map.of("environment", "production"));
		Duration shortest = retry.delay(FailureKind.UNREACHABLE, 50, Duration.ofSeconds(100), 0);
		assertThat(shortest.multipliedBy(3)).isGreaterThan(Duration.ofSeconds(1));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 50, Duration.ofSeconds(100), 1))
			.isEqualTo(Duration.ofMillis(400));
	}

	@ParameterizedTest
	@CsvSource({ "production, UNREACHABLE, 120", "staging, TIMEOUT, 120", "development, UNREACHABLE, 30",
			"development, UNKNOWN_HOST, 5", "production, UNKNOWN_HOST, 120" })
	void whenTheTimeoutIsReachedThenNoAttemptFollows(String environment, FailureKind kind, int seconds) {
		StartupRetry retry = retry(Map.of("environment", environment));
		Duration last = Duration.ofSeconds(seconds).minusMillis(50);
		assertThat(retry.delay(kind, 9, last, 1)).isEqualTo(Duration.ofMillis(340));
		assertThat(retry.delay(kind, 9, Duration.ofSeconds(seconds), 1)).isNull();
	}

	@Test
	void whenTheEnvironmentIsTestingThenOneAttemptIsMade() {
		assertThat(retry(Map.of("environment", "testing")).delay(FailureKind.UNREACHABLE, 1, Duration.ofMillis(3), 0))
			.isNull();
	}

	@Test
	void whenAHostHasNoAddressThenAnExplicitTimeoutHolds() {
		StartupRetry retry = retry(Map.of("environment", "development", "startup.timeout", Duration.ofSeconds(20)));
		assertThat(retry.delay(FailureKind.UNKNOWN_HOST, 9, Duration.ofSeconds(19), 0)).isNotNull();
	}

	@Test
	void whenAttemptsAreLimitedThenTheDelaysGrowAndTheDefaultTimeoutDoesNotHold() {
		StartupRetry retry = retry(Map.of("environment", "development", "startup.max-attempts", 5, "startup.max-delay",
				Duration.ofSeconds(5)));
		Duration late = Duration.ofMinutes(10);
		assertThat(retry.delay(FailureKind.UNREACHABLE, 1, late, 0)).isEqualTo(Duration.ofSeconds(1));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 2, late, 0)).isEqualTo(Duration.ofSeconds(2));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 3, late, 0)).isEqualTo(Duration.ofSeconds(4));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 4, late, 0)).isEqualTo(Duration.ofSeconds(5));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 5, late, 0)).isNull();
		assertThat(retry.limit(FailureKind.UNREACHABLE)).isNull();
	}

	@Test
	void whenOnlyADelayIsSetThenFiveAttemptsAreMade() {
		StartupRetry retry = retry(Map.of("startup.initial-delay", Duration.ofMillis(200)));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 4, Duration.ZERO, 0)).isEqualTo(Duration.ofMillis(1600));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 5, Duration.ZERO, 0)).isNull();
	}

	@Test
	void whenAttemptsAndTimeAreLimitedThenBothHold() {
		StartupRetry retry = retry(Map.of("startup.max-attempts", 50, "startup.timeout", Duration.ofSeconds(10)));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 3, Duration.ofSeconds(9), 0)).isEqualTo(Duration.ofSeconds(1));
		assertThat(retry.delay(FailureKind.UNREACHABLE, 3, Duration.ofSeconds(10), 0)).isNull();
	}

	@Test
	void whenTheServerIsFullForLongThenItIsTriedLessOften() {
		StartupRetry retry = retry(Map.of("environment", "production"));
		Duration first = retry.delay(FailureKind.TOO_MANY_CONNECTIONS, 3, Duration.ofSeconds(8), 0);
		Duration later = retry.delay(FailureKind.TOO_MANY_CONNECTIONS, 90, Duration.ofSeconds(40), 0);
		assertThat(first).isLessThan(Duration.ofMillis(500));
		assertThat(later).isGreaterThan(Duration.ofSeconds(1));
	}

	private static StartupRetry retry(Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", "postgresql://db.example.com/app?sslmode=disable");
		return new StartupRetry(TestSettings.resolve(all).startup());
	}

}
