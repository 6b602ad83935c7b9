package io.chanuka.db.autoconfigure.shutdown;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import io.chanuka.db.autoconfigure.ChanukaConnectionDetailsAutoConfiguration;
import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.testsupport.RecordedLog;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadinessDelayCheck}.
 */
class ReadinessDelayCheckTests {

	private static final String KUBERNETES = "spring.main.cloud-platform=kubernetes";

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
			ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class,
			ChanukaDataSourceAutoConfiguration.class, ChanukaShutdownAutoConfiguration.class);

	private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS);

	@Test
	void whenNothingIsConfiguredOnKubernetesThenTheDelayIsRecommended() {
		assertThat(warnings(this.web.withInitializer(ReadinessDelayCheckTests::inAPod))).singleElement()
			.asString()
			.startsWith("Kubernetes detected and chanuka.db.shutdown.readiness-delay is 0: at a shutdown, requests");
	}

	@Test
	void whenThePlatformIsNamedByThePropertyThenTheDelayIsRecommended() {
		assertThat(warnings(this.web, KUBERNETES)).hasSize(1);
	}

	@Test
	void whenADelayIsConfiguredThenNothingIsLogged() {
		assertThat(warnings(this.web, KUBERNETES, "chanuka.db.shutdown.readiness-delay=10s")).isEmpty();
	}

	@Test
	void whenZeroIsConfiguredThenItIsDeliberate() {
		assertThat(warnings(this.web, KUBERNETES, "chanuka.db.shutdown.readiness-delay=0s")).isEmpty();
	}

	@Test
	void whenThePlatformIsAnotherOneThenNothingIsLogged() {
		assertThat(warnings(this.web)).isEmpty();
		assertThat(warnings(this.web, "DYNO=web.1")).isEmpty();
	}

	@Test
	void whenThereIsNoWebServerThenNothingIsLogged() {
		assertThat(warnings(new ApplicationContextRunner().withConfiguration(CONFIGURATIONS), KUBERNETES)).isEmpty();
	}

	private static void inAPod(ConfigurableApplicationContext context) {
		context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "443")));
	}

	private static List<String> warnings(AbstractApplicationContextRunner<?, ?, ?> runner, String... properties) {
		try (RecordedLog log = new RecordedLog(ReadinessDelayCheck.class.getName(), Level.WARN)) {
			runner.withPropertyValues("chanuka.db.url=postgresql://h/db", "spring.datasource.hikari.minimum-idle=0")
				.withPropertyValues(properties)
				.run((context) -> assertThat(context).hasNotFailed());
			return log.take();
		}
	}

}
