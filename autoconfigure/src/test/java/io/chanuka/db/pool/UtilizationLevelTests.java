package io.chanuka.db.pool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UtilizationLevel}.
 */
class UtilizationLevelTests {

	@ParameterizedTest
	@CsvSource({ "0, 10, low", "4, 10, low", "2, 5, low", "5, 10, medium", "6, 10, medium", "3, 5, medium",
			"7, 10, high", "8, 10, high", "4, 5, high", "9, 10, critical", "10, 10, critical", "1, 1, critical",
			"41, 100, medium", "61, 100, high", "81, 100, critical" })
	void levelBeginsAboveItsLimit(int active, int maximum, String level) {
		assertThat(new PoolSnapshot(maximum, active, maximum - active, 0, maximum).level()).hasToString(level);
	}

	@Test
	void aPoolThatHasNotStartedIsLow() {
		assertThat(new PoolSnapshot(0, 0, 0, 0, 0).level()).isEqualTo(UtilizationLevel.LOW);
		assertThat(new PoolSnapshot(0, 0, 0, 0, 10).hasNoneLeft()).isFalse();
	}

}
