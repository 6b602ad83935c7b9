package io.chanuka.db.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.stream.Collectors;

import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.autoconfigure.endpoint.ChanukaDatabaseEndpointAutoConfiguration;
import io.chanuka.db.autoconfigure.health.ChanukaHealthContributorAutoConfiguration;
import io.chanuka.db.autoconfigure.metrics.ChanukaMetricsAutoConfiguration;
import io.chanuka.db.autoconfigure.migration.ChanukaMigrationAutoConfiguration;
import io.chanuka.db.endpoint.DatabaseEndpoint;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.OwnDataSource;
import io.chanuka.db.testsupport.TestConnectionDetails;
import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.AbstractFactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.jdbc.XADataSourceWrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each condition and its entry in the condition report.
 */
class ConditionReportTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JndiDataSourceAutoConfiguration.class,
				ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class,
				ChanukaDataSourceAutoConfiguration.class, ChanukaMigrationAutoConfiguration.class,
				ChanukaHealthContributorAutoConfiguration.class, ChanukaMetricsAutoConfiguration.class,
				ChanukaDatabaseEndpointAutoConfiguration.class, ChanukaBackOffAutoConfiguration.class))
		.withPropertyValues("spring.datasource.hikari.minimum-idle=0");

	@Test
	void urlIsNamed() {
		this.runner.withPropertyValues("chanuka.db.url=postgresql://h/db")
			.run((context) -> assertThat(report(context, ChanukaConnectionDetailsAutoConfiguration.class))
				.contains("PostgreSQL URL found chanuka.db.url in test"));
		this.runner.withPropertyValues("spring.datasource.url=jdbc:postgresql://h/db")
			.run((context) -> assertThat(report(context, ChanukaConnectionDetailsAutoConfiguration.class))
				.contains("PostgreSQL URL found spring.datasource.url in test"));
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.run((context) -> assertThat(report(context, ChanukaConnectionDetailsAutoConfiguration.class))
				.contains("spring.datasource.url in test is not one of PostgreSQL that can be read"));
		this.runner.run((context) -> assertThat(report(context, ChanukaConnectionDetailsAutoConfiguration.class))
			.contains("no URL is set and an embedded database is available"));
		this.runner.withPropertyValues("chanuka.db.enabled=true", "chanuka.db.host=")
			.withUserConfiguration(OwnDataSource.class)
			.run((context) -> assertThat(report(context, ChanukaConnectionDetailsAutoConfiguration.class))
				.contains("no URL is set and no embedded database is used"));
	}

	@Test
	void propertyThatSwitchesOffIsNamed() {
		this.runner.withPropertyValues("chanuka.db.enabled=false")
			.run((context) -> assertThat(report(context, ChanukaConnectionDetailsAutoConfiguration.class))
				.contains("chanuka.db.enabled is false"));
	}

	@Test
	void ownDataSourceIsNamed() {
		this.runner.withUserConfiguration(OwnDataSource.class)
			.withPropertyValues("chanuka.db.url=postgresql://h/db")
			.run((context) -> {
				assertThat(report(context, ChanukaConnectionDetailsAutoConfiguration.class)).contains("mine");
				assertThat(report(context, ChanukaDataSourceAutoConfiguration.class))
					.contains("the DataSource is another pool or the user's own");
				assertThat(context).hasSingleBean(BackOffNotice.class);
			});
	}

	@Test
	void anotherPoolIsNamed() {
		this.runner
			.withPropertyValues("chanuka.db.url=postgresql://h/db",
					"spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource")
			.run((context) -> assertThat(report(context, ChanukaDataSourceAutoConfiguration.class))
				.contains("the DataSource is another pool or the user's own"));
	}

	@Test
	void ownMigrationDataSourceIsNamed() {
		this.runner.withUserConfiguration(OwnMigrations.class)
			.withPropertyValues("chanuka.db.url=postgresql://h/db")
			.run((context) -> assertThat(report(context, ChanukaDataSourceAutoConfiguration.class))
				.contains("found bean annotated with @FlywayDataSource mine"));
	}

	/**
	 * As a DataSource of JNDI, whose type is known when it has been found.
	 */
	@Test
	void ownMigrationDataSourceOfAFactoryIsNamed() {
		this.runner.withUserConfiguration(OwnFactory.class)
			.withPropertyValues("chanuka.db.url=postgresql://h/db")
			.run((context) -> assertThat(report(context, ChanukaDataSourceAutoConfiguration.class))
				.contains("found bean annotated with @FlywayDataSource mine"));
	}

	@Test
	void absentLibrariesSwitchOffWhatNeedsThem() {
		this.runner.withPropertyValues("chanuka.db.url=postgresql://h/db")
			.withClassLoader(new FilteredClassLoader(Flyway.class, MeterRegistry.class, HealthContributor.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasBean("migrationDataSource");
				assertThat(report(context, ChanukaMigrationAutoConfiguration.class))
					.contains("org.flywaydb.core.Flyway");
				assertThat(report(context, ChanukaMetricsAutoConfiguration.class)).contains("MeterRegistry");
				assertThat(report(context, ChanukaHealthContributorAutoConfiguration.class))
					.contains("HealthContributor");
			});
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.run((context) -> assertThat(report(context, ChanukaDataSourceAutoConfiguration.class))
				.contains("HikariDataSource"));
	}

	@Test
	void healthIsSwitchedOffByItsProperty() {
		this.runner.withPropertyValues("chanuka.db.url=postgresql://h/db", "management.health.db.enabled=false")
			.run((context) -> {
				assertThat(context).doesNotHaveBean("dbHealthContributor");
				assertThat(report(context, ChanukaHealthContributorAutoConfiguration.class))
					.contains("management.health.db.enabled");
			});
	}

	@Test
	void whenDetailsNameAnotherDatabaseThenTheEndpointIsEmpty() {
		this.runner.withBean(JdbcConnectionDetails.class, () -> new TestConnectionDetails("jdbc:h2:mem:test", "sa", ""))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(DatabaseEndpoint.class).database()).isNull();
			});
	}

	@Test
	void ownHealthContributorStays() {
		this.runner.withUserConfiguration(OwnHealth.class)
			.withPropertyValues("chanuka.db.url=postgresql://h/db")
			.run((context) -> assertThat(context.getBean("dbHealthContributor")).isSameAs(OwnHealth.CONTRIBUTOR));
	}

	@Test
	void jndiIsNamedWhenSteppingBack() {
		this.runner.withSystemProperties("java.naming.factory.initial=" + OwnNaming.class.getName())
			.withPropertyValues("spring.datasource.jndi-name=java:comp/env/jdbc/shop")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(DatabaseSettings.class).hasSingleBean(BackOffNotice.class);
				assertThat(BootDataSourceDefinition.describe(context.getSourceApplicationContext().getBeanFactory()))
					.isEqualTo("the DataSource comes from JNDI");
			});
	}

	@Test
	void xaIsNamedWhenSteppingBack() {
		this.runner.withConfiguration(AutoConfigurations.of(XADataSourceAutoConfiguration.class))
			.withBean(XADataSourceWrapper.class, () -> (xa) -> new SimpleDriverDataSource())
			.withPropertyValues("chanuka.db.url=postgresql://h/db")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(BackOffNotice.class);
				assertThat(BootDataSourceDefinition.describe(context.getSourceApplicationContext().getBeanFactory()))
					.isEqualTo("the DataSource takes part in XA transactions");
			});
	}

	private static String report(AssertableApplicationContext context, Class<?> autoConfiguration) {
		Map<String, ConditionEvaluationReport.ConditionAndOutcomes> outcomes = ConditionEvaluationReport
			.get(context.getSourceApplicationContext().getBeanFactory())
			.getConditionAndOutcomesBySource();
		return outcomes.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(autoConfiguration.getName()))
			.flatMap((entry) -> entry.getValue().stream())
			.map((outcome) -> outcome.getOutcome().getMessage())
			.collect(Collectors.joining("\n"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigrations {

		@Bean(defaultCandidate = false)
		@FlywayDataSource
		DataSource mine() {
			return new SimpleDriverDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean(defaultCandidate = false)
		@FlywayDataSource
		static FactoryBean<?> mine() {
			return new AbstractFactoryBean<Object>() {

				@Override
				public @Nullable Class<?> getObjectType() {
					return null;
				}

				@Override
				protected Object createInstance() {
					return new SimpleDriverDataSource();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHealth {

		private static final HealthContributor CONTRIBUTOR = CompositeHealthContributor
			.fromMap(Map.of("x", new PingHealthIndicator()));

		@Bean
		HealthContributor dbHealthContributor() {
			return CONTRIBUTOR;
		}

	}

	/**
	 * Naming that answers every name with a DataSource.
	 */
	public static final class OwnNaming implements InitialContextFactory {

		@Override
		public Context getInitialContext(Hashtable<?, ?> environment) {
			return (Context) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Context.class },
					(proxy, method, arguments) -> method.getName().equals("lookup") ? new SimpleDriverDataSource()
							: null);
		}

	}

}
