package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.settings.HealthSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HealthResolver}.
 */
class HealthResolverTests {

	private static final String LOCAL = "postgresql://localhost/shop";

	private static final String NEON = "postgresql://app:secret@ep-a-1-pooler.eu.aws.neon.tech/shop?sslmode=require";

	@Test
	void whenNothingIsConfiguredThenDefaultsHold() {
		HealthSettings health = resolve(Map.of("url", LOCAL));
		assertThat(health.timeout().value()).isEqualTo(Duration.ofMillis(250));
		assertThat(health.probeTimeout().value()).isEqualTo(Duration.ofSeconds(2));
		assertThat(health.stuckAfter().value()).isEqualTo(Duration.ofSeconds(10));
		assertThat(health.requiredExtensions().value()).isEmpty();
		assertThat(health.readiness().value()).isFalse();
		assertThat(health.all()).allSatisfy((setting) -> assertThat(setting.origin()).isEqualTo(Origin.DEFAULT));
	}

	@Test
	void whenTheServerScalesToZeroThenAProbeMayTakeAColdStartLonger() {
		Setting<Duration> timeout = resolve(Map.of("url", NEON)).probeTimeout();
		assertThat(timeout.value()).isGreaterThan(Duration.ofSeconds(2));
		assertThat(timeout.origin().description()).contains("cold start");
		assertThat(resolve(Map.of("url", NEON, "health.probe-timeout", Duration.ofSeconds(1))).probeTimeout().value())
			.isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void extensionsMayBeAListOrATextWithCommas() {
		assertThat(extensions(Map.of("health.required-extensions", "vector, pg_trgm,,vector")))
			.containsExactly("vector", "pg_trgm");
		assertThat(extensions(Map.of("health.required-extensions", List.of("vector", "pg_trgm"))))
			.containsExactly("vector", "pg_trgm");
		assertThat(extensions(
				Map.of("health.required-extensions[0]", "vector", "health.required-extensions[1]", "hstore")))
			.containsExactly("vector", "hstore");
	}

	@Test
	void whenATimeoutIsNoTimeThenThatIsAnError() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> resolve(
					Map.of("url", LOCAL, "health.timeout", Duration.ofMillis(1), "health.stuck-after", Duration.ZERO)))
			.withMessageContaining("chanuka.db.health.timeout")
			.withMessageContaining("chanuka.db.health.stuck-after");
	}

	private static List<String> extensions(Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", LOCAL);
		return resolve(all).requiredExtensions().value();
	}

	private static HealthSettings resolve(Map<String, Object> properties) {
		return TestSettings.resolve(properties).health();
	}

}
