package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.chanuka.db.settings.RetrySettings;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RetryResolver}.
 */
class RetryResolverTests {

	@Test
	void whenNothingIsConfiguredThenDefaultsHold() {
		assertThat(resolve(Map.of())).isEqualTo(RetrySettings.defaults());
	}

	@Test
	void whenEverythingIsConfiguredThenItHolds() {
		RetrySettings retry = resolve(Map.of("retry.max-attempts", 7, "retry.initial-delay", Duration.ofMillis(20),
				"retry.multiplier", 1.5, "retry.max-delay", Duration.ofSeconds(4)));
		assertThat(retry.maxAttempts().value()).isEqualTo(7);
		assertThat(retry.initialDelay().value()).isEqualTo(Duration.ofMillis(20));
		assertThat(retry.multiplier().value()).isEqualTo(1.5);
		assertThat(retry.maxDelay().value()).isEqualTo(Duration.ofSeconds(4));
	}

	@Test
	void whenValuesAreOutOfBoundsThenAllAreReported() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> resolve(Map.of("retry.max-attempts", 0, "retry.initial-delay", Duration.ofMillis(-1),
					"retry.multiplier", 0.5, "retry.max-delay", Duration.ZERO)))
			.withMessageContainingAll("chanuka.db.retry.max-attempts", "chanuka.db.retry.initial-delay",
					"chanuka.db.retry.multiplier", "chanuka.db.retry.max-delay");
	}

	@Test
	void whenTheMultiplierIsNoNumberThenThatIsAnError() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> resolve(Map.of("retry.multiplier", Double.NaN)));
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> resolve(Map.of("retry.multiplier", Double.POSITIVE_INFINITY)));
	}

	private static RetrySettings resolve(Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", "postgresql://localhost/shop");
		return TestSettings.resolve(all).retry();
	}

}
