package io.chanuka.db.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.chanuka.db.health.DatabaseMonitor.Observation;
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
		assertThat(of(CALM, EndpointKind.DIRECT, 0, null, List.of())).isEmpty();
	}

	@Test
	void whenThreadsWaitThenThePoolIsToGrow() {
		assertThat(of(new PoolSnapshot(10, 10, 0, 3, 10), EndpointKind.DIRECT, 0, null, List.of())).singleElement()
			.asString()
			.contains("chanuka.db.pool.max-size above 10");
	}

	@Test
	void whenUtilizationIsCriticalThenThePoolIsToGrowBeforeThreadsWait() {
		assertThat(of(new PoolSnapshot(10, 9, 1, 0, 10), EndpointKind.DIRECT, 0, null, List.of())).singleElement()
			.asString()
			.contains("before threads wait");
	}

	@Test
	void whenAServerHasNoMoreDirectConnectionsThenAPoolerIsDue() {
		assertThat(of(CALM, EndpointKind.DIRECT, 1, null, List.of())).singleElement()
			.asString()
			.contains("pooled endpoint")
			.contains("chanuka.db.migration.url");
		assertThat(of(CALM, EndpointKind.TRANSACTION_POOLED, 1, null, List.of())).isEmpty();
	}

	@Test
	void whenALargeDirectPoolIsContendedThenAPoolerIsDueAndWaitingIsTold() {
		assertThat(of(new PoolSnapshot(50, 50, 0, 1, 50), EndpointKind.DIRECT, 0, null, List.of())).hasSize(2)
			.last()
			.asString()
			.contains("pooled endpoint");
		assertThat(of(new PoolSnapshot(100, 10, 90, 0, 100), EndpointKind.DIRECT, 0, null, List.of())).hasSize(1);
	}

	@Test
	void whenAnExtensionIsMissingThenAMigrationIsToCreateIt() {
		assertThat(of(CALM, EndpointKind.DIRECT, 0, null, List.of("vector"))).singleElement()
			.asString()
			.contains("CREATE EXTENSION for vector");
	}

	@Test
	void whenACertificateIsAboutToExpireThenItIsToBeReplaced() {
		assertThat(of(CALM, EndpointKind.DIRECT, 0, 2L, List.of())).singleElement().asString().contains("2 days");
		assertThat(of(CALM, EndpointKind.DIRECT, 0, 300L, List.of())).isEmpty();
	}

	private static List<String> of(PoolSnapshot pool, EndpointKind kind, long refused, Long days,
			List<String> missing) {
		ProbeOutcome last = new ProbeOutcome(Instant.EPOCH, Duration.ZERO, null, missing);
		return Recommendations.of(new HealthEvidence(pool, new Observation(last, null), false, false, 0, Duration.ZERO,
				kind, refused, days));
	}

}
