package io.chanuka.db.autoconfigure.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SpringBootVersionPostProcessor} and
 * {@link UnsupportedSpringBootFailureAnalyzer}.
 */
class SpringBootVersionPostProcessorTests {

	@ParameterizedTest
	@ValueSource(strings = { "3.5.8", "4.0.0", "4.0.1", "4.0.12", "4.0.0-RC1", "4.0.2-SNAPSHOT", "4.0" })
	void whenTheVersionIsTooOldThenItIsRefused(String version) {
		assertThatExceptionOfType(UnsupportedSpringBootException.class)
			.isThrownBy(() -> SpringBootVersionPostProcessor.verify(version))
			.withMessage("Chanuka DB needs Spring Boot 4.1 or later; this application uses " + version + ".");
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "4.1.0", "4.1.0-SNAPSHOT", "4.1.0-M1", "4.1", "4.2.0-M1", "4.10.0", "5.0.0", "10.0.0",
			"unknown", "4", "4.x" })
	void whenTheVersionIsNewEnoughOrNotKnownThenItIsAccepted(String version) {
		assertThatCode(() -> SpringBootVersionPostProcessor.verify(version)).doesNotThrowAnyException();
	}

	@Test
	void theVersionOfThisBuildIsAccepted() {
		assertThatCode(() -> new SpringBootVersionPostProcessor().postProcessEnvironment(new StandardEnvironment(),
				new SpringApplication()))
			.doesNotThrowAnyException();
	}

	@Test
	void theAnalysisNamesBothVersionsAndWhatToChange() {
		UnsupportedSpringBootException failure = catchThrowableOfType(UnsupportedSpringBootException.class,
				() -> SpringBootVersionPostProcessor.verify("4.0.1"));
		FailureAnalysis analysis = new UnsupportedSpringBootFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription()).contains("4.1 or later", "4.0.1");
		assertThat(analysis.getAction()).contains("spring-boot-starter-parent");
	}

}
