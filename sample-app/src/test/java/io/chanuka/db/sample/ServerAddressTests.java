package io.chanuka.db.sample;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statements of development are readable on this machine only.
 */
class ServerAddressTests {

	@ParameterizedTest
	@CsvSource({ "development, 127.0.0.1", "production, ", "default, " })
	void onlyDevelopmentListensOnTheLoopbackAddress(String profile, String address) {
		new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.profiles.active=" + profile)
			.run((context) -> assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo(address));
	}

}
