package io.chanuka.db.autoconfigure.migration;

import java.util.List;

import io.chanuka.db.ecosystem.Item;
import io.chanuka.db.testsupport.LackingClassLoader;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.actuate.endpoint.FlywayEndpoint;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayEndpointAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChanukaMissingMigrationsAutoConfiguration}: Flyway is set up only
 * where an application shows that it uses it. On embedded databases, where nothing else
 * of ours is active.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChanukaMissingMigrationsAutoConfigurationTests {

	private static final String[] OF_SPRING_BOOT = { "flyway", "flywayInitializer", "flywayDefaultDdlModeProvider" };

	private static final ClassLoader WITHOUT_MIGRATIONS = LackingClassLoader.withoutMigrations();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ChanukaMissingMigrationsAutoConfiguration.class,
				DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, FlywayAutoConfiguration.class,
				FlywayEndpointAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"management.endpoints.web.exposure.include=flyway")
		.withClassLoader(WITHOUT_MIGRATIONS);

	@Test
	void whenNothingIsFoundThenFlywayIsRemovedAndOneLineReportsIt(CapturedOutput output) {
		this.runner.run((context) -> {
			assertRemoved(context);
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForList("select table_name from information_schema.tables where table_name ilike 'flyway%'"))
				.isEmpty();
			assertThat(output).containsOnlyOnce("No migrations found in classpath:db/migration: Flyway is not set up");
		});
	}

	@Test
	void whenTheDatabaseIsOneThatFlywayDoesNotKnowThenTheContextStarts() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:hsqldb:mem:missing")
			.run((context) -> assertRemoved(context));
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:hsqldb:mem:missing",
					"spring.flyway.locations=classpath:db/migration")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Unsupported Database"));
	}

	@Test
	void whenFlywayIsRemovedThenJpaCreatesTheTablesOfAnEmbeddedDatabase() {
		ApplicationContextRunner jpa = this.runner.withUserConfiguration(Entities.class)
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class));
		jpa.run((context) -> {
			assertRemoved(context);
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select count(*) from item", Long.class))
				.isZero();
		});
		jpa.withPropertyValues("spring.flyway.locations=classpath:db/migration")
			.run((context) -> assertThat(context.getBean(JdbcTemplate.class)
				.queryForList("select table_name from information_schema.tables where table_name ilike 'item'"))
				.isEmpty());
	}

	@Test
	void whenFlywayIsRemovedThenItsEndpointAnswersThatThereIsNone() {
		this.runner
			.run((context) -> assertThat(context.getBean(FlywayEndpoint.class).flywayBeans().getContexts()).isNotEmpty()
				.allSatisfy((id, beans) -> assertThat(beans.getFlywayBeans()).isEmpty()));
	}

	@Test
	void whenAMigrationExistsThenFlywayStays(CapturedOutput output) {
		this.runner.withClassLoader(getClass().getClassLoader()).run((context) -> {
			assertKept(context);
			assertThat(context).doesNotHaveBean(MissingMigrations.class);
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select count(*) from item", Long.class))
				.isZero();
			assertThat(output).doesNotContain("No migrations found");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.flyway.locations=classpath:db/migration",
			"spring.flyway.locations[0]=filesystem:/nowhere", "spring.flyway.fail-on-missing-locations=false",
			"spring.flyway.callback-locations=classpath:db/callbacks" })
	void whenAPropertyNamesTheLocationOfMigrationsThenFlywayStays(String property) {
		this.runner.withPropertyValues(property).run((context) -> assertKept(context));
	}

	@ParameterizedTest
	@ValueSource(classes = { OwnJavaMigration.class, OwnCallback.class, OwnCustomizer.class, OwnStrategy.class,
			OwnInitializer.class, Dependent.class, Lazy.class })
	void whenABeanUsesFlywayThenFlywayStays(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration).run((context) -> assertKept(context));
	}

	@Test
	void whenAMigrationIsABeanThenItRuns() {
		this.runner.withUserConfiguration(OwnJavaMigration.class)
			.run((context) -> assertThat(
					context.getBean(JdbcTemplate.class).queryForObject("select count(*) from made_by_java", Long.class))
				.isZero());
	}

	@Test
	void whenTheSignIsInAParentContextThenFlywayStays() {
		new ApplicationContextRunner().withUserConfiguration(OwnCallback.class)
			.run((parent) -> this.runner.withParent(parent).run((context) -> assertKept(context)));
	}

	@Test
	void whenFlywayIsTheApplicationsOwnThenNothingIsRemoved() {
		this.runner.withUserConfiguration(OwnFlyway.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Flyway.class)
				.hasBean("flywayDefaultDdlModeProvider")
				.doesNotHaveBean(MissingMigrations.class));
	}

	@Test
	void whenFlywayIsSwitchedOffThenNothingIsReported(CapturedOutput output) {
		this.runner.withPropertyValues("spring.flyway.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(MissingMigrations.class);
			assertThat(output).doesNotContain("No migrations found");
		});
	}

	@Test
	void whenTheStarterIsSwitchedOffThenFlywayIsRemovedAllTheSame() {
		this.runner.withPropertyValues("chanuka.db.enabled=false").run((context) -> assertRemoved(context));
	}

	@Test
	void whenFlywayIsAbsentThenTheContextStarts() {
		this.runner.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MissingMigrations.class));
	}

	private static void assertRemoved(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed().doesNotHaveBean(Flyway.class).hasSingleBean(MissingMigrations.class);
		assertThat(List.of(OF_SPRING_BOOT)).noneMatch(context::containsBean);
	}

	private static void assertKept(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed().doesNotHaveBean(MissingMigrations.class).hasSingleBean(Flyway.class);
		assertThat(context.containsBean("flywayDefaultDdlModeProvider")).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Item.class)
	static class Entities {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnJavaMigration {

		@Bean
		JavaMigration made() {
			return new V7__made_by_java();
		}

	}

	@SuppressWarnings("checkstyle:TypeName")
	static class V7__made_by_java extends BaseJavaMigration {

		@Override
		public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
			try (var statement = context.getConnection().createStatement()) {
				statement.execute("create table made_by_java (id int)");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCallback {

		@Bean
		Callback mine() {
			return new BaseCallback() {

				@Override
				public void handle(Event event, Context context) {
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		FlywayConfigurationCustomizer mine() {
			return (configuration) -> configuration.table("mine");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy mine() {
			return Flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInitializer {

		@Bean
		FlywayMigrationInitializer mine(Flyway flyway) {
			return new FlywayMigrationInitializer(flyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFlyway {

		@Bean
		Flyway mine() {
			return Flyway.configure().load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Dependent {

		@Bean
		@DependsOn("flywayInitializer")
		Object late() {
			return new Object();
		}

	}

	/**
	 * The type is known although nothing is instantiated.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Lazy {

		@Bean
		@org.springframework.context.annotation.Lazy
		JavaMigration never() {
			return new V7__made_by_java();
		}

	}

}
