package io.chanuka.db.autoconfigure.guard;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.TestVariables;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link FlywayGuardPostProcessor} where the check before the migrations cannot
 * be made.
 */
class FlywayGuardPostProcessorTests {

	/**
	 * HikariCP throws an unchecked exception without a driver. A strategy may migrate
	 * later, or never.
	 */
	@Test
	void whenThePoolOfTheMigrationsCannotStartThenTheStrategyDecides() {
		boolean[] called = new boolean[1];
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:nowhere:shop");
			assertThatThrownBy(pool::getConnection).isInstanceOf(RuntimeException.class);
			TestVariables.runner()
				.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class,
						ChanukaEnvironmentGuardAutoConfiguration.class))
				.withBean(FlywayConfigurationCustomizer.class, () -> (configuration) -> configuration.dataSource(pool))
				.withBean(FlywayMigrationStrategy.class, () -> (flyway) -> called[0] = true)
				.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop",
						"chanuka.db.environment=development")
				.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(FlywayGuardPostProcessor.class));
		}
		assertThat(called[0]).isTrue();
	}

}
