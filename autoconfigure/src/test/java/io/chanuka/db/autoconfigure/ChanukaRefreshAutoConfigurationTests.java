package io.chanuka.db.autoconfigure;

import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.OwnDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.context.properties.ConfigurationPropertiesRebinder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChanukaRefreshAutoConfiguration}: what the user and Spring Cloud name
 * stays named. Nothing connects.
 */
class ChanukaRefreshAutoConfigurationTests {

	private static final String PROPERTY = NeverRefreshablePropertySource.PROPERTY;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
				DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class,
				ChanukaRefreshAutoConfiguration.class))
		.withPropertyValues("chanuka.db.url=postgresql://app:secret@127.0.0.1:1/shop");

	@Test
	void whenNothingIsSetThenTheDefaultOfSpringCloudIsKept() {
		this.runner.withConfiguration(AutoConfigurations.of(ConfigurationPropertiesRebinderAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(ConfigurationPropertiesRebinder.class).getNeverRefreshable())
				.containsExactlyInAnyOrder(HikariDataSource.class.getName(), RuntimePool.class.getName(),
						"dataSource"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "com.example.First,second | com.example.First,second", "${mine} | own", "'' |" })
	void whenThePropertyIsSetThenItsValueIsKept(String set, String kept) {
		this.runner.withPropertyValues(PROPERTY + "=" + set, "mine=own").run((context) -> {
			String all = (kept != null) ? kept + "," : "";
			assertThat(context.getEnvironment().getProperty(PROPERTY))
				.isEqualTo(all + RuntimePool.class.getName() + ",dataSource");
		});
	}

	@Test
	void whenTheVariableIsSetThenItsValueIsKept() {
		this.runner
			.withInitializer((context) -> add(context,
					new SystemEnvironmentPropertySource("test-systemEnvironment",
							Map.of("SPRING_CLOUD_REFRESH_NEVERREFRESHABLE", "own"))))
			.run((context) -> assertThat(neverRefreshable(context)).startsWith("own,"));
	}

	@Test
	void whenTheValueChangesLaterThenTheNewOneIsKept() {
		this.runner.withPropertyValues(PROPERTY + "=before").run((context) -> {
			context.getEnvironment()
				.getPropertySources()
				.replace("test", new MapPropertySource("test", Map.of(PROPERTY, "after")));
			assertThat(neverRefreshable(context)).startsWith("after,").endsWith(",dataSource");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.enabled=false", "chanuka.db.url=jdbc:h2:mem:shop" })
	void whenThePoolIsNotOursThenNothingIsAdded(String property) {
		this.runner.withUserConfiguration(OwnDataSource.class)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.satisfies((started) -> assertThat(neverRefreshable(started)).isNull()));
	}

	@Test
	void whenSpringCloudIsAbsentThenNothingIsAdded() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(neverRefreshable(context)).isNull());
	}

	private static String neverRefreshable(ApplicationContext context) {
		return context.getEnvironment().getProperty(PROPERTY);
	}

	private static void add(ConfigurableApplicationContext context, SystemEnvironmentPropertySource variables) {
		context.getEnvironment().getPropertySources().addFirst(variables);
	}

}
