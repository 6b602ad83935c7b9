package io.chanuka.db.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The connection of the migrations that is opened while the beans are created.
 */
@Timeout(120)
class EarlyMigrationConnectionIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenThereIsNothingToMigrateThenTheConnectionIsOpenedBeforeTheDataSourceAndIsTheOnlyOne() {
		String production = "chanuka.db.environment=production";
		start(Object.class, production).close();
		try (ConfigurableApplicationContext context = start(AwaitsConnection.class, production)) {
			PhysicalConnectionSource source = source(context);
			assertThat(source).isNotNull();
			assertThat(source.counts().opened()).isEqualTo(1);
			awaitNoConnection();
		}
	}

	@Test
	void whenTheSettingsTurnOutToBeOthersThenTheConnectionIsNotUsed() {
		try (ConfigurableApplicationContext context = start(Object.class)) {
			EarlyMigrationConnection early = context.getBean(EarlyMigrationConnection.class);
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			Properties properties = new Properties();
			assertThat(early.source(settings, properties)).isNotNull();
			properties.put("prepareThreshold", "0");
			assertThat(early.source(settings, properties)).isNull();
			assertThat(early.source(TestSettings.resolve(Map.of("url", "postgresql://other@localhost/other")),
					new Properties()))
				.isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.migration.fast-path=false", "chanuka.db.migration.mode=none",
			"chanuka.db.migration.mode=validate", "chanuka.db.migration.mode=wait",
			"chanuka.db.connection-log.enabled=true", "spring.main.lazy-initialization=true",
			"spring.flyway.enabled=false", "spring.datasource.hikari.data-source-properties.prepareThreshold=3" })
	void whenTheConnectionMightNotBeNeededThenNoneIsOpened(String property) {
		start(Object.class).close();
		try (ConfigurableApplicationContext context = start(Object.class, property)) {
			assertThat(source(context)).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { OwnCustomizer.class, OwnStrategy.class })
	void whenABeanOfTheApplicationMayDecideOtherwiseThenNoneIsOpened(Class<?> configuration) {
		try (ConfigurableApplicationContext context = start(configuration)) {
			assertThat(source(context)).isNull();
		}
	}

	@Test
	void whenTheStartFailsThenTheConnectionIsClosed() {
		assertThatThrownBy(() -> start(Fails.class)).hasStackTraceContaining("fails after the connection is open");
		awaitNoConnection();
	}

	private void awaitNoConnection() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> !this.database.connectedUsers().contains(this.database.migrator()));
	}

	private static PhysicalConnectionSource source(ConfigurableApplicationContext context) {
		return context.getBean(EarlyMigrationConnection.class)
			.source(context.getBean(DatabaseSettings.class), new Properties());
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		String[] all = new String[properties.length + 3];
		System.arraycopy(properties, 0, all, 3, properties.length);
		all[0] = "chanuka.db.url=" + this.database.runtimeUrl();
		all[1] = "chanuka.db.migration.url=" + this.database.migrationUrl();
		all[2] = "test.migrator=" + this.database.migrator();
		return TestApplication.start(configuration, all);
	}

	/**
	 * Waits until the user of the migrations is connected.
	 */
	private static void awaitConnection(String migrator) {
		String connected = "select usename from pg_stat_activity where usename = '" + migrator + "'";
		TestDatabase server = new TestDatabase("127.0.0.1", PostgresServer.port(), "postgres", "", "", "", "");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !server.query(connected).isEmpty());
	}

	@Configuration(proxyBeanMethods = false)
	static class AwaitsConnection {

		@Bean
		static BeanPostProcessor awaitsConnection(Environment environment,
				ConfigurableListableBeanFactory beanFactory) {
			assertThat(beanFactory.containsSingleton("dataSource")).isFalse();
			awaitConnection(environment.getRequiredProperty("test.migrator"));
			return new BeanPostProcessor() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Fails {

		@Bean
		static BeanPostProcessor fails(Environment environment) {
			awaitConnection(environment.getRequiredProperty("test.migrator"));
			throw new IllegalStateException("fails after the connection is open");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		HikariConfigCustomizer customizer() {
			return (config) -> config.setPoolName("mine");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy strategy() {
			return (flyway) -> flyway.migrate();
		}

	}

}
