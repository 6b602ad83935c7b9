package io.chanuka.db.health;

import java.util.List;

import io.chanuka.db.connection.FailureKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recommendations}.
 */
class RecommendationsTests {

	@Test
	void whenAllIsWellThenNothingIsRecommended() {
		assertThat(of("well")).isEmpty();
	}

	@Test
	void whenThreadsWaitThenThePoolIsToGrow() {
		assertThat(of("waiting=3")).singleElement()
			.asString()
			.contains("Threads wait", "chanuka.db.pool.max-size above 10");
	}

	@Test
	void whenOnlyTheProbeWaitsThenNoThreadCountsAsWaiting() {
		assertThat(of("unknown pending=100 empty waiting=1")).isEmpty();
	}

	@Test
	void whenUtilizationIsCriticalThenThePoolIsToGrow() {
		assertThat(of("used")).singleElement()
			.asString()
			.contains("More than 80 %", "chanuka.db.pool.max-size above 10");
	}

	@Test
	void whenThePoolIsStuckThenALeakIsToBeFoundAndThePoolNotToGrow() {
		assertThat(Recommendations.of(TestEvidence.of("waiting=3 pooler-recommended"), true)).singleElement()
			.asString()
			.contains("chanuka.db.pool.leak-detection-threshold")
			.doesNotContain("max-size");
	}

	@Test
	void whenTheServerHasNoMoreThenThePoolIsNotToGrow() {
		assertThat(of("waiting=3 failed=TOO_MANY_CONNECTIONS")).singleElement()
			.asString()
			.contains("lower chanuka.db.pool.max-size");
	}

	@Test
	void whenNoNewConnectionCanBeOpenedThenTheReasonIsTheAdvice() {
		assertThat(of("waiting=3 outage=UNREACHABLE")).singleElement().asString().contains("network in between");
	}

	@Test
	void whenTheDatabaseIsUnavailableThenTheReasonIsTheAdvice() {
		assertThat(Recommendations.whenDown(FailureKind.AUTHENTICATION)).singleElement()
			.asString()
			.contains("chanuka.db.password");
		assertThat(Recommendations.whenDown(FailureKind.UNREACHABLE)).singleElement()
			.asString()
			.doesNotContain("max-size");
		assertThat(Recommendations.whenDown(null)).isEmpty();
	}

	@Test
	void whenAPoolerIsRecommendedThenTheUrlsToSetAreNamed() {
		assertThat(of("pooler-recommended")).singleElement()
			.asString()
			.contains("pooled endpoint")
			.contains("chanuka.db.migration.url");
	}

	@Test
	void whenAnExtensionIsMissingThenAMigrationIsToCreateIt() {
		assertThat(of("missing=vector")).singleElement().asString().contains("CREATE EXTENSION for vector");
	}

	@Test
	void whenACertificateIsAboutToExpireThenItIsToBeReplaced() {
		assertThat(of("certificate=2")).singleElement().asString().contains("days left: 2");
		assertThat(of("certificate=300")).isEmpty();
	}

	private static List<String> of(String words) {
		return Recommendations.of(TestEvidence.of(words), false);
	}

}
