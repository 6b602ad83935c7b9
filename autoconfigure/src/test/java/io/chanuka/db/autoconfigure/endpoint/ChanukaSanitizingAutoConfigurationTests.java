package io.chanuka.db.autoconfigure.endpoint;

import io.chanuka.db.autoconfigure.ChanukaConnectionDetailsAutoConfiguration;
import io.chanuka.db.testsupport.OwnDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChanukaSanitizingAutoConfiguration}, through Spring Boot's own
 * {@link Sanitizer}.
 */
class ChanukaSanitizingAutoConfigurationTests {

	private static final String URL = "postgresql://app:s3cret@h/shop";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
				DataSourceAutoConfiguration.class, ChanukaSanitizingAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "DATABASE_URL | postgresql://app:s3cret@h/shop | postgresql://******@h/shop",
					"PGPASSWORD | s3cret | ******", "sun.java.command | A --x.password=s3cret | A --x.password=******",
					"server.port | 8080 | 8080" })
	void masksWhatIsShown(String key, String value, String shown) {
		this.runner.run((context) -> {
			assertThat(sanitize(context, key, value)).isEqualTo(shown);
			assertThat(sanitize(context, key, new StringBuilder(value)).toString()).isEqualTo(shown);
		});
	}

	@Test
	void keepsTheTypeOfWhatIsNoSecret() {
		this.runner.run((context) -> {
			assertThat(sanitize(context, "server.port", 8080)).isEqualTo(8080);
			assertThat(sanitize(context, "a.password", 8080)).isEqualTo("******");
			assertThat(sanitize(context, "show-password", true)).isEqualTo(true);
			assertThat(sanitize(context, "a.password", null)).isNull();
		});
	}

	@Test
	void whenAFunctionOfTheUserChangesAValueThenWhatItLeavesIsMasked() {
		this.runner.withUserConfiguration(OwnFunctions.class).run((context) -> {
			assertThat(context.getBeansOfType(SanitizingFunction.class)).hasSize(3);
			assertThat(sanitize(context, "a", "inner, " + URL)).isEqualTo("hidden, postgresql://******@h/shop");
			assertThat(sanitize(context, "b", "own secret")).isEqualTo("own ***");
			assertThat(sanitize(context, "c", "inner, own secret")).isEqualTo("hidden, own secret");
			assertThat(sanitize(context, "filtered", "inner")).isEqualTo("inner");
		});
	}

	@Test
	void usersBeanOfTheSameNameWins() {
		this.runner.withUserConfiguration(SameName.class)
			.run((context) -> assertThat(sanitize(context, "DATABASE_URL", URL)).isEqualTo(URL));
	}

	@Test
	void whenItIsSwitchedOffThenNothingIsMasked() {
		this.runner.withPropertyValues("chanuka.db.enabled=off")
			.run((context) -> assertThat(context).doesNotHaveBean(SanitizingFunction.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.url=jdbc:h2:mem:shop", "spring.datasource.url=jdbc:h2:mem:shop" })
	void whenTheDatabaseIsAnotherOneThenSecretsAreMaskedAsWell(String url) {
		this.runner.withUserConfiguration(OwnDataSource.class)
			.withPropertyValues(url)
			.run((context) -> assertThat(sanitize(context, "DATABASE_URL", URL))
				.isEqualTo("postgresql://******@h/shop"));
	}

	@Test
	void whenActuatorIsAbsentThenThereIsNoFunction() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("chanukaSanitizingFunction"));
	}

	private static Object sanitize(ApplicationContext context, String key, Object value) {
		return new Sanitizer(context.getBeanProvider(SanitizingFunction.class).orderedStream().toList())
			.sanitize(new SanitizableData(null, key, value), true);
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFunctions {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SanitizingFunction first() {
			return ((SanitizingFunction) (data) -> data
				.withValue(data.getValue().toString().replace("inner", "hidden")))
				.ifKeyMatches((key) -> !key.equals("filtered"));
		}

		@Bean
		SanitizingFunction second() {
			return (data) -> data.withValue(data.getValue().toString().replace("secret", "***"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SameName {

		@Bean
		SanitizingFunction chanukaSanitizingFunction() {
			return (data) -> data;
		}

	}

}
