package io.chanuka.db.autoconfigure;

import java.util.function.Consumer;

import io.chanuka.db.autoconfigure.migration.ChanukaMigrationAutoConfiguration;
import io.chanuka.db.autoconfigure.migration.ChanukaMissingMigrationsAutoConfiguration;
import io.chanuka.db.autoconfigure.migration.MissingMigrations;
import io.chanuka.db.migration.MigrationStrategy;
import io.chanuka.db.testsupport.LackingClassLoader;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether Flyway is set up is decided when an application is processed ahead of time, and
 * not again when it starts: a native image has no class path to search.
 */
@CompileWithForkedClassLoader
class MissingMigrationsAotTests {

	private static final String[] POSTGRES = { "chanuka.db.url=postgresql://app:secret@127.0.0.1:1/shop",
			"chanuka.db.pool.min-idle=0" };

	@Test
	void whenNoMigrationExistsAtBuildTimeThenFlywayIsNotSetUpAtTheStart() {
		process(Postgres.class, withoutMigrations(), withMigrations(), (context) -> {
			assertThat(context.getBeansOfType(Flyway.class)).isEmpty();
			assertThat(context.containsBean("flywayDefaultDdlModeProvider")).isFalse();
			assertThat(context.getBean(MissingMigrations.class).locations()).isEqualTo("classpath:db/migration");
		}, POSTGRES);
	}

	@Test
	void whenAMigrationExistsAtBuildTimeThenFlywayIsSetUpAtTheStart() {
		process(Embedded.class, withMigrations(), withoutMigrations(), (context) -> {
			assertThat(context.getBeansOfType(Flyway.class)).hasSize(1);
			assertThat(context.getBeansOfType(MissingMigrations.class)).isEmpty();
		});
	}

	@Test
	void whenAnotherStrategyComesLaterThenItIsTheOneThatRuns() {
		process(OtherStrategy.class, withMigrations(), withMigrations(), (context) -> {
			assertThat(context.getBeansOfType(FlywayMigrationStrategy.class)).hasSize(2);
			assertThat(context.getBeanProvider(FlywayMigrationStrategy.class).getIfAvailable()).isNotNull()
				.isNotInstanceOf(MigrationStrategy.class);
		}, POSTGRES);
	}

	private static ClassLoader withMigrations() {
		return LackingClassLoader.without("modulith");
	}

	private static ClassLoader withoutMigrations() {
		return LackingClassLoader.withoutMigrations("modulith");
	}

	private static void process(Class<?> configuration, ClassLoader build, ClassLoader start,
			Consumer<GenericApplicationContext> assertions, String... properties) {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer;
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.setResourceLoader(new DefaultResourceLoader(build));
			TestPropertyValues.of(properties).applyTo(context);
			context.register(configuration);
			initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			SpringProperties.setFlag("spring.aot.enabled");
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				context.setResourceLoader(new DefaultResourceLoader(start));
				TestPropertyValues.of(properties).applyTo(context);
				initialize(compiled.getInstance(ApplicationContextInitializer.class, initializer.canonicalName()),
						context);
				context.refresh();
				assertions.accept(context);
			}
			finally {
				SpringProperties.setProperty("spring.aot.enabled", null);
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static void initialize(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
		((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			ChanukaMissingMigrationsAutoConfiguration.class })
	static class Embedded {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class,
			ChanukaDataSourceAutoConfiguration.class, ChanukaMigrationAutoConfiguration.class,
			FlywayAutoConfiguration.class, ChanukaMissingMigrationsAutoConfiguration.class })
	static class Postgres {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class,
			ChanukaDataSourceAutoConfiguration.class, ChanukaMigrationAutoConfiguration.class,
			FlywayAutoConfiguration.class, LaterAutoConfiguration.class })
	static class OtherStrategy {

	}

	@AutoConfiguration(after = ChanukaMigrationAutoConfiguration.class)
	static class LaterAutoConfiguration {

		@Bean
		FlywayMigrationStrategy later() {
			return (flyway) -> {
			};
		}

	}

}
