package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.settings.MigrationSettings;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationSettingsResolver}.
 */
class MigrationSettingsResolverTests {

	@Test
	void whenNothingIsSetThenTheDefaultsHold() {
		MigrationSettings settings = resolve(Map.of());
		assertThat(settings.mode().value()).isEqualTo(MigrationMode.MIGRATE);
		assertThat(settings.timeout().value()).isEqualTo(Duration.ofMinutes(5));
		assertThat(settings.lockTimeout().value()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.lockTimeout().origin().isExplicit()).isFalse();
		assertThat(settings.pooled().value()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void aModeIsReadInAnyCase(MigrationMode mode) {
		assertThat(resolve(Map.of("migration.mode", " " + mode.name() + " ")).mode().value()).isEqualTo(mode);
	}

	@Test
	void whenTheModeIsUnknownThenItIsRejectedWithItsOriginAndTheModes() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> resolve(Map.of("migration.mode", "later")))
			.satisfies((ex) -> assertThat(ex.getViolations()).singleElement()
				.satisfies((violation) -> assertThat(violation.toString() + violation.action())
					.contains("chanuka.db.migration.mode", "later", "migrate, validate, wait or none")));
	}

	@Test
	void zeroSwitchesTheLockTimeoutOffAndIsNoTimeout() {
		assertThat(resolve(Map.of("migration.lock-timeout", Duration.ZERO)).lockTimeout().value()).isZero();
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> resolve(Map.of("migration.timeout", Duration.ZERO)));
	}

	private static MigrationSettings resolve(Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", "postgresql://localhost/db");
		return TestSettings.resolve(all).migrations();
	}

}
