package io.chanuka.db.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.FailureKind;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.ProbeOutcome;
import io.chanuka.db.provider.EndpointKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recommendations}.
 */
class RecommendationsTests {

	private static final PoolSnapshot CALM = new PoolSnapshot(10, 2, 8, 0, 10);

	@Test
	void whenAllIsWellThenNothingIsRecommended() {
		assertThat(of(CALM, false, null, List.of())).isEmpty();
	}

	@Test
	void whenThreadsWaitThenThePoolIsToGrow() {
		assertThat(of(new PoolSnapshot(10, 10, 0, 3, 10), false, null, List.of())).singleElement()
			.asString()
			.contains("Threads wait", "chanuka.db.pool.max-size above 10");
	}

	@Test
	void whenOnlyTheProbeWaitsThenNobodyDoes() {
		HealthEvidence evidence = new HealthEvidence(new PoolSnapshot(0, 0, 0, 1, 10),
				new Observation(null, Duration.ofMillis(100)), null, false, 0, Duration.ZERO, EndpointKind.DIRECT,
				false, null);
		assertThat(Recommendations.of(evidence, false)).isEmpty();
	}

	@Test
	void whenUtilizationIsCriticalThenThePoolIsToGrow() {
		assertThat(of(new PoolSnapshot(10, 9, 1, 0, 10), false, null, List.of())).singleElement()
			.asString()
			.contains("More than 80 %", "chanuka.db.pool.max-size above 10");
	}

	@Test
	void whenThePoolIsStuckThenALeakIsToBeFoundAndThePoolNotToGrow() {
		HealthEvidence evidence = evidence(new PoolSnapshot(10, 10, 0, 3, 10), true, null, List.of(), null);
		assertThat(Recommendations.of(evidence, true)).singleElement()
			.asString()
			.contains("chanuka.db.pool.leak-detection-threshold")
			.doesNotContain("max-size");
	}

	@Test
	void whenTheServerHasNoMoreThenThePoolIsNotToGrow() {
		HealthEvidence evidence = evidence(new PoolSnapshot(3, 3, 0, 3, 10), false, null, List.of(),
				FailureKind.TOO_MANY_CONNECTIONS);
		assertThat(Recommendations.of(evidence, false)).singleElement()
			.asString()
			.contains("lower chanuka.db.pool.max-size");
	}

	@Test
	void whenTheDatabaseDoesNotServeThenTheReasonTellsWhatToDo() {
		assertThat(Recommendations.whenDown(FailureKind.AUTHENTICATION)).singleElement()
			.asString()
			.contains("chanuka.db.password");
		assertThat(Recommendations.whenDown(FailureKind.UNREACHABLE)).singleElement()
			.asString()
			.doesNotContain("max-size");
		assertThat(Recommendations.whenDown(null)).isEmpty();
	}

	@Test
	void whenAPoolerIsDueThenItIsToldWhichUrlsToSet() {
		assertThat(of(CALM, true, null, List.of())).singleElement()
			.asString()
			.contains("pooled endpoint")
			.contains("chanuka.db.migration.url");
	}

	@Test
	void whenAnExtensionIsMissingThenAMigrationIsToCreateIt() {
		assertThat(of(CALM, false, null, List.of("vector"))).singleElement()
			.asString()
			.contains("CREATE EXTENSION for vector");
	}

	@Test
	void whenACertificateIsAboutToExpireThenItIsToBeReplaced() {
		assertThat(of(CALM, false, 2L, List.of())).singleElement().asString().contains("days left: 2");
		assertThat(of(CALM, false, 300L, List.of())).isEmpty();
	}

	private static List<String> of(PoolSnapshot pool, boolean poolerDue, Long days, List<String> missing) {
		return Recommendations.of(evidence(pool, poolerDue, days, missing, null), false);
	}

	private static HealthEvidence evidence(PoolSnapshot pool, boolean poolerDue, Long days, List<String> missing,
			FailureKind failure) {
		ProbeOutcome last = new ProbeOutcome(Instant.EPOCH, Duration.ZERO, failure, missing);
		return new HealthEvidence(pool, new Observation(last, null), null, false, 0, Duration.ZERO, EndpointKind.DIRECT,
				poolerDue, days);
	}

}
