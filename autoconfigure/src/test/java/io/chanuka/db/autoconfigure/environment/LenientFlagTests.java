package io.chanuka.db.autoconfigure.environment;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link LenientFlag}: every reader of a switch reads it as the settings do,
 * and one that is neither on nor off is reported with everything else. Nothing connects.
 */
@ExtendWith(OutputCaptureExtension.class)
class LenientFlagTests {

	private static final String NAME = "chanuka.db.metrics.enabled";

	@ParameterizedTest
	@CsvSource({ "true, true", "YES, true", "on, true", "1, true", "' true ', true", "false, false", "No, false",
			"off, false", "0, false" })
	void isReadAsABoundPropertyIs(String written, boolean on) {
		MockEnvironment environment = new MockEnvironment().withProperty(NAME, written);
		assertThat(LenientFlag.isOn(environment, NAME, !on)).isEqualTo(on);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "maybe", "${nowhere}" })
	void anEmptyValueCountsAsNotSet(String written) {
		MockEnvironment environment = new MockEnvironment().withProperty(NAME, written);
		assertThat(LenientFlag.isOn(environment, NAME, true)).isTrue();
		assertThat(LenientFlag.isOn(environment, NAME, false)).isFalse();
	}

	@Test
	void everySwitchThatIsNeitherOnNorOffIsReportedWithEverythingElse(CapturedOutput output) throws IOException {
		List<String> switches = switches();
		assertThat(switches).contains("chanuka.db.enabled", "chanuka.db.env-aliases.enabled",
				"chanuka.db.readiness.enabled", NAME, "chanuka.db.ssl.reject-unauthorized");
		Throwable failure = catchThrowable(() -> TestApplication.start(Stream
			.concat(switches.stream().map((name) -> name + "=maybe"),
					Stream.of("chanuka.db.url=postgresql://h/db", "chanuka.db.pool.max-size=many"))
			.toArray(String[]::new)));
		assertThat(failure).isNotNull();
		assertThat(output).contains("The database settings are not usable:",
				"  - chanuka.db.pool.max-size on the command line = many: it is not a whole number");
		assertThat(switches).allSatisfy((name) -> assertThat(output).contains(
				"  - " + name + " on the command line = maybe: it is not true or false",
				"  - " + name + " on the command line: Write true or false."));
	}

	private static List<String> switches() throws IOException {
		try (InputStream metadata = LenientFlagTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared()
				.readTree(metadata)
				.path("properties")
				.valueStream()
				.filter((property) -> property.path("type").asString().equals(Boolean.class.getName()))
				.map((property) -> property.path("name").asString())
				.filter((name) -> name.startsWith("chanuka.db."))
				.toList();
		}
	}

}
