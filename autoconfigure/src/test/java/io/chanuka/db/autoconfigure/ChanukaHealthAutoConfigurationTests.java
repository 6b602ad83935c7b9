package io.chanuka.db.autoconfigure;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.environment.ReadinessGroupPostProcessor;
import io.chanuka.db.autoconfigure.health.ChanukaHealthContributorAutoConfiguration;
import io.chanuka.db.autoconfigure.health.ChanukaHealthStatusAutoConfiguration;
import io.chanuka.db.autoconfigure.health.ChanukaReadinessMemberAutoConfiguration;
import io.chanuka.db.autoconfigure.metrics.ChanukaMetricsAutoConfiguration;
import io.chanuka.db.health.DatabaseHealth;
import io.chanuka.db.health.DatabaseMonitor;
import io.chanuka.db.health.DatabaseReadiness;
import io.chanuka.db.health.HealthState;
import io.chanuka.db.testsupport.OwnDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChanukaHealthContributorAutoConfiguration},
 * {@link ChanukaHealthStatusAutoConfiguration},
 * {@link ChanukaReadinessMemberAutoConfiguration} and
 * {@link ReadinessGroupPostProcessor}: whatever the user has configured for health and
 * meters, wins. Nothing connects.
 */
class ChanukaHealthAutoConfigurationTests {

	private static final String INCLUDE = "management.endpoint.health.group.readiness.include";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
				DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class,
				ChanukaHealthContributorAutoConfiguration.class, ChanukaHealthStatusAutoConfiguration.class,
				ChanukaReadinessMemberAutoConfiguration.class, DataSourceHealthContributorAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class))
		.withPropertyValues("chanuka.db.url=postgresql://app:secret@127.0.0.1:1/shop",
				"management.endpoints.web.exposure.include=health");

	@Test
	void whenSpringBootsHealthOfTheDatabaseIsExcludedThenThereIsNone() {
		new WebApplicationContextRunner().withUserConfiguration(WithoutDatabaseHealth.class)
			.withPropertyValues("chanuka.db.url=postgresql://app:secret@127.0.0.1:1/shop")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("dbHealthContributor")
				.doesNotHaveBean("chanukaStatusAggregator"));
	}

	@Test
	void whenNothingIsConfiguredThenDegradedBeatsUpAndOnlyUp() {
		this.runner.run((context) -> {
			StatusAggregator aggregator = context.getBean(StatusAggregator.class);
			assertThat(aggregator.getAggregateStatus(Status.UP, HealthState.DEGRADED, Status.UNKNOWN))
				.isEqualTo(HealthState.DEGRADED);
			assertThat(aggregator.getAggregateStatus(HealthState.DEGRADED, Status.OUT_OF_SERVICE))
				.isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(aggregator.getAggregateStatus(HealthState.DEGRADED, Status.DOWN)).isEqualTo(Status.DOWN);
			HttpCodeStatusMapper mapper = context.getBean(HttpCodeStatusMapper.class);
			assertThat(mapper.getStatusCode(HealthState.DEGRADED)).isEqualTo(200);
			assertThat(mapper.getStatusCode(Status.DOWN)).isEqualTo(503);
			assertThat(mapper.getStatusCode(Status.OUT_OF_SERVICE)).isEqualTo(503);
			assertThat(context.getBean(CompositeHealthContributor.class).stream().map((entry) -> entry.name()))
				.containsExactly("runtime", "migration");
			assertThat(context).hasSingleBean(HealthEndpoint.class).doesNotHaveBean(DatabaseReadiness.class);
		});
	}

	@Test
	void usersOrderWins() {
		this.runner.withPropertyValues("management.endpoint.health.status.order=down,up,degraded")
			.run((context) -> assertThat(
					context.getBean(StatusAggregator.class).getAggregateStatus(Status.UP, HealthState.DEGRADED))
				.isEqualTo(Status.UP));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fatal,down,out-of-service,unknown,up", "fatal,DOWN,OUT_OF_SERVICE,UP", "fatal,down" })
	void whenTheUsersOrderDoesNotNameItThenDegradedIsBetweenWhatIsIllAndWhatIsWell(String order) {
		this.runner.withPropertyValues("management.endpoint.health.status.order=" + order).run((context) -> {
			StatusAggregator aggregator = context.getBean(StatusAggregator.class);
			assertThat(aggregator.getAggregateStatus(Status.UP, HealthState.DEGRADED)).isEqualTo(HealthState.DEGRADED);
			assertThat(aggregator.getAggregateStatus(Status.DOWN, HealthState.DEGRADED)).isEqualTo(Status.DOWN);
			assertThat(aggregator.getAggregateStatus(new Status("FATAL"), Status.DOWN)).isEqualTo(new Status("FATAL"));
		});
	}

	@Test
	void usersMappingWins() {
		this.runner.withPropertyValues("management.endpoint.health.status.http-mapping.degraded=503")
			.run((context) -> assertThat(
					context.getBean(HttpCodeStatusMapper.class).getStatusCode(HealthState.DEGRADED))
				.isEqualTo(503));
	}

	@Test
	void usersAggregatorAndMapperWin() {
		this.runner.withUserConfiguration(OwnStatusConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(StatusAggregator.class).hasSingleBean(HttpCodeStatusMapper.class);
			assertThat(context.getBean(StatusAggregator.class).getAggregateStatus(Status.DOWN)).isEqualTo(Status.UP);
			assertThat(context.getBean(HttpCodeStatusMapper.class).getStatusCode(Status.DOWN)).isEqualTo(299);
		});
	}

	@Test
	void usersContributorWins() {
		this.runner.withUserConfiguration(OwnContributorConfiguration.class).run((context) -> {
			HealthContributor db = context.getBean(HealthContributorRegistry.class).getContributor("db");
			assertThat(db).isSameAs(context.getBean("dbHealthContributor")).isInstanceOf(HealthIndicator.class);
			assertThat(context).doesNotHaveBean(CompositeHealthContributor.class);
		});
	}

	@Test
	void whenDbIsSwitchedOffThenNothingOfItIsLeft() {
		this.runner.withPropertyValues("management.health.db.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("dbHealthContributor")
				.doesNotHaveBean(DatabaseMonitor.class)
				.doesNotHaveBean(DatabaseHealth.class)
				.doesNotHaveBean("chanukaStatusAggregator"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.db.enabled", "management.health.defaults.enabled" })
	void whenDbIsSwitchedOffThenReadinessIsWatchedAllTheSame(String property) {
		this.runner.withPropertyValues(property + "=false", "chanuka.db.readiness.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DatabaseReadiness.class)
				.hasSingleBean(DatabaseMonitor.class)
				.doesNotHaveBean("dbHealthContributor")
				.doesNotHaveBean("chanukaStatusAggregator"));
	}

	@Test
	void usersReadinessMemberWins() {
		this.runner.withUserConfiguration(OwnMemberConfiguration.class)
			.withPropertyValues("chanuka.db.readiness.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean(ReadinessGroupPostProcessor.MEMBER)
				.doesNotHaveBean(DatabaseReadiness.class));
	}

	@Test
	void whenTheHealthEndpointIsNotThereThenTheContextStartsAllTheSame() {
		this.runner.withPropertyValues("management.endpoint.health.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthEndpoint.class));
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
					DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class,
					ChanukaHealthContributorAutoConfiguration.class, ChanukaHealthStatusAutoConfiguration.class))
			.withPropertyValues("chanuka.db.url=postgresql://app:secret@127.0.0.1:1/shop")
			.withClassLoader(new FilteredClassLoader(HealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dbHealthContributor"));
	}

	@Test
	void usersDataSourceShowsEvenUnderANameOfOurs() {
		this.runner.withUserConfiguration(SecondDataSourceConfiguration.class)
			.run((context) -> assertThat(
					context.getBean(CompositeHealthContributor.class).stream().map((entry) -> entry.name()))
				.containsExactly("runtime", "migration", "migrationDataSource"));
	}

	@Test
	void readinessIsOptIn() {
		this.runner.withPropertyValues("chanuka.db.readiness.enabled=on")
			.run((context) -> assertThat(context).hasSingleBean(DatabaseReadiness.class));
		assertThat(includeOf(Map.of())).isNull();
		assertThat(includeOf(Map.of("chanuka.db.readiness.enabled", "maybe"))).isNull();
		assertThat(includeOf(Map.of("chanuka.db.readiness.enabled", "true")))
			.isEqualTo("readinessState,databaseReadiness");
	}

	@Test
	void readinessGroupOfTheUserWinsAndAMemberThatIsNotThereIsNotNamed() {
		String enabled = "chanuka.db.readiness.enabled";
		assertThat(includeOf(Map.of(enabled, "true", INCLUDE, "readinessState"))).isEqualTo("readinessState");
		assertThat(includeOf(Map.of(enabled, "true", "chanuka.db.enabled", "false"))).isNull();
		assertThat(includeOf(Map.of(enabled, "true", "management.health.db.enabled", "false"))).isNotNull();
		assertThat(includeOf(Map.of(enabled, "true", "management.endpoint.health.probes.enabled", "false"))).isNull();
	}

	@Test
	void usersMeterFilterWins() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, ChanukaMetricsAutoConfiguration.class))
			.withUserConfiguration(OwnMetersConfiguration.class)
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.find("chanuka.db.pool.level").meter()).isNull();
				assertThat(registry.find("chanuka.db.pool.utilization").tag("shop", "yes").gauge()).isNotNull();
			});
	}

	@Test
	void metersCanBeSwitchedOff() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, ChanukaMetricsAutoConfiguration.class))
			.withUserConfiguration(OwnMetersConfiguration.class)
			.withPropertyValues("chanuka.db.metrics.enabled=false")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).getMeters())
				.noneMatch((meter) -> meter.getId().getName().startsWith("chanuka.")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "" })
	void metersAreOnForWhateverTheSettingsTakeForOn(String written) {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, ChanukaMetricsAutoConfiguration.class))
			.withUserConfiguration(OwnMetersConfiguration.class)
			.withPropertyValues("chanuka.db.metrics.enabled=" + written)
			.run((context) -> assertThat(
					context.getBean(MeterRegistry.class).find("chanuka.db.pool.utilization").gauge())
				.isNotNull());
	}

	@Test
	void readinessIsWatchedEvenIfBeansAreLazy() {
		this.runner
			.withPropertyValues("chanuka.db.readiness.enabled=true",
					"management.endpoint.health.validate-group-membership=false")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean("databaseReadiness", DatabaseReadiness.class).isRunning())
				.isTrue());
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "chanuka.db.url=jdbc:h2:mem:shop", "chanuka.db.enabled=false", "chanuka.db.pool.max-size=2" })
	void readinessMemberIsThereEvenIfTheDatabaseIsNotOurs(String property) {
		this.runner.withUserConfiguration(OwnDataSource.class)
			.withPropertyValues("chanuka.db.readiness.enabled=true", INCLUDE + "=databaseReadiness", property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DatabaseMonitor.class)
				.hasBean("databaseReadiness"));
	}

	@ParameterizedTest
	@ValueSource(strings = { INCLUDE + "=databaseReadiness", INCLUDE + "[0]=databaseReadiness",
			"management.endpoint.health.group.own.exclude=db,databaseReadiness" })
	void readinessMemberIsThereWhereAGroupNamesIt(String group) {
		this.runner.withPropertyValues(group)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean(ReadinessGroupPostProcessor.MEMBER)
				.doesNotHaveBean(DatabaseReadiness.class));
		this.runner.withPropertyValues(group, "chanuka.db.url=jdbc:h2:mem:shop")
			.withUserConfiguration(OwnDataSource.class)
			.run((context) -> assertThat(context).hasNotFailed().hasBean(ReadinessGroupPostProcessor.MEMBER));
		this.runner.withPropertyValues(INCLUDE + "=db")
			.run((context) -> assertThat(context).doesNotHaveBean(ReadinessGroupPostProcessor.MEMBER));
	}

	private static String includeOf(Map<String, String> properties) {
		MockEnvironment environment = new MockEnvironment();
		properties.forEach(environment::setProperty);
		new ReadinessGroupPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		return environment.getProperty(INCLUDE);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(
			value = { ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class,
					ChanukaDataSourceAutoConfiguration.class, ChanukaHealthContributorAutoConfiguration.class,
					ChanukaHealthStatusAutoConfiguration.class, DataSourceHealthContributorAutoConfiguration.class,
					HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class },
			exclude = DataSourceHealthContributorAutoConfiguration.class)
	static class WithoutDatabaseHealth {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStatusConfiguration {

		@Bean
		StatusAggregator own() {
			return (statuses) -> Status.UP;
		}

		@Bean
		HttpCodeStatusMapper ownMapper() {
			return (status) -> 299;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondDataSourceConfiguration {

		@Bean(defaultCandidate = false)
		DataSource migration() {
			return new SimpleDriverDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnContributorConfiguration {

		@Bean
		HealthIndicator dbHealthContributor() {
			return () -> Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMemberConfiguration {

		@Bean
		HealthIndicator databaseReadiness() {
			return () -> Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMetersConfiguration {

		@Bean
		MeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		MeterFilter denied() {
			return MeterFilter.denyNameStartsWith("chanuka.db.pool.level");
		}

		@Bean
		MeterFilter tagged() {
			return MeterFilter.commonTags(List.of(Tag.of("shop", "yes")));
		}

	}

}
