package io.chanuka.db.autoconfigure;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestConnectionDetails;
import io.chanuka.db.url.Credentials;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications whose beans or property sources decide where to connect. Nothing connects.
 */
class SafeSelectionTests {

	@Test
	void whenAPostProcessorChangesTheDataSourcePropertiesThenTheyCount() {
		runner().withUserConfiguration(Passwordless.class)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop",
					"spring.datasource.username=app")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().parameters()).containsEntry("authenticationPluginClassName",
						"com.example.Plugin");
				assertThat(settings.runtime().credentials().value()).isEqualTo(new Credentials("app", "token"));
				assertThat(settings.migration().credentials().value()).isEqualTo(new Credentials("app", "token"));
			});
	}

	@Test
	void whenOurUrlIsSetThenChangedDataSourcePropertiesDoNotCount() {
		runner().withUserConfiguration(Passwordless.class)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop",
					"chanuka.db.url=postgresql://own.example.com/shop")
			.run((context) -> assertThat(
					context.getBean(DatabaseSettings.class).runtime().url().value().firstHost().host())
				.isEqualTo("own.example.com"));
	}

	@Test
	void whenTheApplicationHasDataSourcePropertiesOfItsOwnThenItsDatabaseIsKept() {
		runner("DATABASE_URL", "postgresql://u:p@prod.example.com/shop").withUserConfiguration(OwnProperties.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(RuntimePool.class);
				assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
					.isEqualTo("jdbc:postgresql://own.example.com/db");
			});
	}

	@Test
	void connectionDetailsThatAreNotInjectedByDefaultDoNotCount() {
		runner().withUserConfiguration(SecondDetails.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:second")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).isEqualTo("jdbc:h2:mem:second");
			});
	}

	@Test
	void propertySourcesThatCannotGiveEverythingDoNotStopTheStart() {
		runner().withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop")
			.withInitializer((context) -> {
				context.getEnvironment().getPropertySources().addLast(new Vault());
				context.getEnvironment().getPropertySources().addLast(new MapPropertySource("lookup", new LookupMap()));
				context.getEnvironment()
					.getPropertySources()
					.addLast(new MapPropertySource("numbers", Map.of("chanuka.db.pool.max-size", 7)));
			})
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(DatabaseSettings.class).pool().maxSize().value()).isEqualTo(7);
			});
	}

	@Test
	void switchesCountInAFileOfVariables() {
		runner().withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file [.env]",
						Map.of("CHANUKA_DB_ENV_ALIASES_ENABLED", "false", "DB_POOL_MAX", "7"))))
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).pool().maxSize().value())
				.isEqualTo(20));
		runner().withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file [.env]", Map.of("CHANUKA_DB_ENABLED", "'false'"))))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DatabaseSettings.class));
	}

	@Test
	void springsPlaceholdersAreResolvedAsSpringBootDoes() {
		runner("DATABASE_URL", "jdbc:postgresql://${DB_HOST}:5432/app", "DB_HOST", "h1", "DB_PASS", "${REAL}", "REAL",
				"secret")
			.withPropertyValues("spring.datasource.url=${DATABASE_URL}", "spring.datasource.username=u",
					"spring.datasource.password=${DB_PASS}")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("h1");
				assertThat(settings.runtime().credentials().value()).isEqualTo(new Credentials("u", "secret"));
			});
	}

	@Test
	void portOfAServiceDoesNotHideThePort() {
		runner("CHANUKA_DB_PORT", "tcp://10.0.0.1:5432", "CHANUKA_DB_SSL_PORT", "tcp://10.0.0.1:5432")
			.withPropertyValues("chanuka.db.host=db.example.com", "chanuka.db.port=5433")
			.run((context) -> assertThat(
					context.getBean(DatabaseSettings.class).runtime().url().value().firstHost().port())
				.isEqualTo(5433));
	}

	@Test
	void platformVariableWithAPlaceholderDoesNotStopTheStart() {
		runner("RENDER", "${x}", "DATABASE_URL", "postgresql://localhost/db")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void valuesThatMayHoldASecretAreNotShown() {
		runner("DATABASE_URL", "postgresql://localhost/db", "DB_SSL", "{\"key\":\"planted\"}", "DATABASE_DRIVER",
				"postgresql://u:planted@h/db", "POSTGRES_URL", "mysql://u:pa${planted}x@h/db")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("configserver:https://git:planted@git.example.com/config",
						Map.of("chanuka.db.pool.max-size", "9"))))
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.warnings().toString()).contains("DB_SSL", "DATABASE_DRIVER", "POSTGRES_URL")
					.doesNotContain("planted");
				assertThat(settings.pool().maxSize().origin().description()).contains("git.example.com")
					.doesNotContain("planted");
			});
	}

	private static ApplicationContextRunner runner(String... variables) {
		return TestVariables.runner(variables)
			.withConfiguration(AutoConfigurations.of(ChanukaBackOffAutoConfiguration.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Passwordless {

		@Bean
		static BeanPostProcessor passwordlessPostProcessor() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					if (bean instanceof DataSourceProperties properties && properties.getUrl() != null) {
						properties.setUrl(properties.getUrl() + "?authenticationPluginClassName=com.example.Plugin");
						properties.setPassword("token");
					}
					return bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProperties {

		@Bean
		@Primary
		DataSourceProperties ownDataSourceProperties() {
			DataSourceProperties properties = new DataSourceProperties();
			properties.setUrl("jdbc:postgresql://own.example.com/db");
			return properties;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondDetails {

		@Bean(defaultCandidate = false)
		JdbcConnectionDetails second() {
			return new TestConnectionDetails("jdbc:postgresql://second.example.com/db", "u", "p");
		}

	}

	/**
	 * A source that fails when it is asked for what the application never reads.
	 */
	static class Vault extends EnumerablePropertySource<String> {

		Vault() {
			super("vault", "");
		}

		@Override
		public String[] getPropertyNames() {
			return new String[] { "unrelated.secret", "DATABASE_URL" };
		}

		@Override
		public Object getProperty(String name) {
			if (name.equals("unrelated.secret") || name.equals("DATABASE_URL")) {
				throw new IllegalStateException("no permission");
			}
			return null;
		}

	}

	/**
	 * A map that can be asked and not enumerated.
	 */
	static class LookupMap extends AbstractMap<String, Object> {

		@Override
		public Object get(Object key) {
			return null;
		}

		@Override
		public Set<Entry<String, Object>> entrySet() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean containsKey(Object key) {
			return false;
		}

	}

}
