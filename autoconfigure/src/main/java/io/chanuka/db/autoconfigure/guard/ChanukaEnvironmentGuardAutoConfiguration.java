package io.chanuka.db.autoconfigure.guard;

import java.util.Arrays;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.migration.LiquibaseRecorder;
import io.chanuka.db.migration.guard.EnvironmentGuard;
import io.chanuka.db.migration.guard.GuardCallback;
import io.chanuka.db.settings.DatabaseSettings;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the guard that keeps development
 * and tests from migrating the database of another environment.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnRuntimePool
public final class ChanukaEnvironmentGuardAutoConfiguration {

	@Bean
	@Nullable EnvironmentGuard chanukaEnvironmentGuard(RuntimePoolHolder holder, ObjectProvider<DatabaseSettings> settings) {
		return (holder.pool() != null) ? new EnvironmentGuard(settings.getObject()) : null;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
	static class FlywayConfiguration {

		@Bean
		static FlywayGuardPostProcessor chanukaFlywayGuardPostProcessor(ObjectProvider<EnvironmentGuard> guard,
				ObjectProvider<Flyway> flyway) {
			return new FlywayGuardPostProcessor(guard, flyway);
		}

		/**
		 * Last, because another customizer may replace the callbacks.
		 */
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		FlywayConfigurationCustomizer chanukaEnvironmentGuardCustomizer(ObjectProvider<EnvironmentGuard> guard) {
			return (configuration) -> guard.ifAvailable((ours) -> configuration.callbacks(
					Stream.concat(Arrays.stream(configuration.getCallbacks()), Stream.of(new GuardCallback(ours)))
						.toArray(Callback[]::new)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SpringLiquibase.class)
	static class LiquibaseConfiguration {

		@Bean
		static LiquibaseGuardPostProcessor chanukaLiquibaseGuardPostProcessor(ObjectProvider<EnvironmentGuard> guard,
				ObjectProvider<LiquibaseRecorder> recorder, ConfigurableListableBeanFactory beanFactory) {
			return new LiquibaseGuardPostProcessor(guard, recorder, new LiquibaseLockTables(beanFactory));
		}

	}

}
