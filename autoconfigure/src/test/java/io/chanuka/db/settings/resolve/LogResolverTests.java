package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.LogSettings;
import io.chanuka.db.settings.ParameterLog;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LogResolver}.
 */
class LogResolverTests {

	@ParameterizedTest
	@CsvSource({ "production, false, false", "staging, false, false", "development, true, true",
			"testing, false, true" })
	void environmentDecidesWhatIsOn(String environment, boolean statements, boolean nested) {
		LogSettings logs = resolve(Map.of("environment", environment)).logs();
		assertThat(logs.statements().value()).isEqualTo(statements);
		assertThat(logs.nestedAcquires().value()).isEqualTo(nested);
		assertThat(logs.connections().value()).isFalse();
		assertThat(logs.maxLength().value()).isEqualTo(200);
		assertThat(logs.parameterValues().value()).isEqualTo(ParameterLog.NONE);
		assertThat(logs.slowThreshold().value()).isZero();
	}

	@Test
	void whenDevelopmentIsGuessedThenTheStatementLogIsOff() {
		assertThat(resolve(Map.of()).environment().value().toString()).isEqualTo("development");
		assertThat(resolve(Map.of()).logs().statements().value()).isFalse();
		assertThat(resolve(Map.of("statement-log.enabled", true)).logs().statements().value()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "production", "staging" })
	void whenValuesAreLoggedInProductionThenThatIsAWarning(String environment) {
		Map<String, Object> values = Map.of("environment", environment, "statement-log.parameters", "Values");
		assertThat(resolve(values).warnings()).noneMatch((warning) -> warning.contains("parameters"));
		assertThat(with(values, "statement-log.enabled", true).warnings()).anySatisfy((warning) -> assertThat(warning)
			.contains("chanuka.db.statement-log.parameters to values in " + environment));
		assertThat(with(values, "statement-log.slow-threshold", Duration.ofSeconds(1)).warnings())
			.anyMatch((warning) -> warning.contains("parameters"));
		assertThat(with(Map.of("statement-log.parameters", "values", "statement-log.enabled", true), "environment",
				"development")
			.warnings()).noneMatch((warning) -> warning.contains("parameters"));
	}

	@ParameterizedTest
	@CsvSource({ "statement-log.parameters, raw, Use none or values", "statement-log.max-length, 0, 1 or more",
			"statement-log.slow-threshold, PT0.0001S, 1ms or more" })
	void whatCannotHoldIsRejected(String key, String text, String action) {
		Object value = key.endsWith("length") ? Integer.valueOf(text)
				: (key.endsWith("threshold") ? Duration.parse(text) : text);
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(() -> resolve(Map.of(key, value)))
			.satisfies((ex) -> assertThat(ex.getViolations().get(0).action()).contains(action));
	}

	private static DatabaseSettings with(Map<String, Object> properties, String key, Object value) {
		Map<String, Object> more = new HashMap<>(properties);
		more.put(key, value);
		return resolve(more);
	}

	private static DatabaseSettings resolve(Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", "postgresql://localhost/shop?sslmode=require");
		return TestSettings.resolve(all);
	}

}
