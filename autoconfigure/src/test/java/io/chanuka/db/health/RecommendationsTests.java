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
		assertThat(of(CALM, false, null, List.of())).isEmpty();
	}

	@Test
	void whenThreadsWaitThenThePoolIsToGrow() {
		assertThat(of(new PoolSnapshot(10, 10, 0, 3, 10), false, null, List.of())).singleElement()
			.asString()
			.contains("chanuka.db.pool.max-size above 10");
	}

	@Test
	void whenUtilizationIsCriticalThenThePoolIsToGrowBeforeThreadsWait() {
		assertThat(of(new PoolSnapshot(10, 9, 1, 0, 10), false, null, List.of())).singleElement()
			.asString()
			.contains("before threads wait");
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
		assertThat(of(CALM, false, 2L, List.of())).singleElement().asString().contains("2 days");
		assertThat(of(CALM, false, 300L, List.of())).isEmpty();
	}

	private static List<String> of(PoolSnapshot pool, boolean poolerDue, Long days, List<String> missing) {
		ProbeOutcome last = new ProbeOutcome(Instant.EPOCH, Duration.ZERO, null, missing);
		return Recommendations.of(new HealthEvidence(pool, new Observation(last, null), false, false, 0, Duration.ZERO,
				EndpointKind.DIRECT, poolerDue, days));
	}

}
