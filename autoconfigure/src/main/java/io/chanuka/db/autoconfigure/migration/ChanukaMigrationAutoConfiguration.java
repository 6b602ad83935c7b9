package io.chanuka.db.autoconfigure.migration;

import java.time.Clock;
import java.util.List;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.HistoryTable;
import io.chanuka.db.migration.LiquibaseRecorder;
import io.chanuka.db.migration.MigrationHistoryCheck;
import io.chanuka.db.migration.MigrationOutcomePublisher;
import io.chanuka.db.migration.MigrationStrategy;
import io.chanuka.db.migration.lock.MigrationLocking;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the migrations that run when the
 * application starts, and for the record of their outcome. Late, so that its customizer
 * follows those of other libraries.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnRuntimePool
public final class ChanukaMigrationAutoConfiguration {

	@Bean
	MigrationOutcomePublisher chanukaMigrationOutcomePublisher(ObjectProvider<LastMigration> tools,
			ApplicationEventPublisher publisher) {
		return new MigrationOutcomePublisher(LastMigration.of(tools)::outcome, publisher);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
	static class FlywayConfiguration {

		@Bean
		FlywayRecorder chanukaFlywayRecorder() {
			return new FlywayRecorder(Clock.systemUTC());
		}

		@Bean
		static FlywayRunPostProcessor chanukaFlywayRunPostProcessor(ObjectProvider<FlywayRecorder> recorder,
				ObjectProvider<FlywayMigrationStrategy> strategy) {
			return new FlywayRunPostProcessor(recorder, strategy);
		}

		/**
		 * Nothing where a test, for one, has replaced the DataSource.
		 */
		@Bean
		@Nullable MigrationLocking chanukaMigrationLocking(RuntimePoolHolder holder, ObjectProvider<DatabaseSettings> settings) {
			return holder.map((pool) -> new MigrationLocking(settings.getObject().migration(),
					settings.getObject().migrations()));
		}

		/**
		 * Last, because another customizer may replace the callbacks.
		 */
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		FlywayConfigurationCustomizer chanukaFlywayConfigurationCustomizer(FlywayRecorder recorder,
				ObjectProvider<MigrationLocking> locking) {
			return (configuration) -> {
				recorder.attach(configuration);
				if (configuration.getDataSource() instanceof MigrationDataSource) {
					locking.ifAvailable((ours) -> ours.attach(configuration));
				}
			};
		}

		/**
		 * A fallback, because the condition does not see the strategy of an
		 * auto-configuration that follows this one.
		 */
		@Bean
		@Fallback
		@ConditionalOnMissingBean(FlywayMigrationStrategy.class)
		MigrationStrategy chanukaMigrationStrategy(FlywayRecorder recorder, ObjectProvider<MigrationLocking> locking,
				ObjectProvider<DatabaseSettings> settings) {
			return MigrationModes.strategy(recorder, locking.getIfAvailable(), settings);
		}

		@Bean
		@Order(0)
		LastMigration chanukaLastFlywayMigration(FlywayRecorder recorder) {
			return recorder::outcome;
		}

		/**
		 * Not with Liquibase: the table may be left from a time before it.
		 */
		@Bean
		@Nullable MigrationHistoryCheck chanukaMigrationHistoryCheck(RuntimePoolHolder holder,
				ObjectProvider<MissingMigrations> missing, ObjectProvider<FlywayProperties> properties,
				ResourceLoader resources) {
			MissingMigrations none = missing.getIfAvailable(() -> new MissingMigrations(""));
			FlywayProperties flyway = properties.getIfUnique(FlywayProperties::new);
			boolean checks = !none.locations().isEmpty() && reportsMissing(flyway) && !ClassUtils
				.isPresent("liquibase.integration.spring.SpringLiquibase", resources.getClassLoader());
			RuntimePool pool = checks ? holder.pool() : null;
			return (pool != null) ? new MigrationHistoryCheck(pool, historyTable(flyway), none.locations()) : null;
		}

		private static HistoryTable historyTable(FlywayProperties flyway) {
			List<String> schemas = flyway.getSchemas();
			String first = schemas.isEmpty() ? null : schemas.get(0);
			return new HistoryTable((flyway.getDefaultSchema() != null) ? flyway.getDefaultSchema() : first,
					flyway.getTable());
		}

		/**
		 * Whether Flyway itself would fail because of applied migrations that it does not
		 * find.
		 */
		private static boolean reportsMissing(FlywayProperties flyway) {
			List<String> ignored = flyway.getIgnoreMigrationPatterns();
			return flyway.isValidateOnMigrate() && (ignored == null
					|| ignored.stream().noneMatch((pattern) -> pattern.endsWith(":missing") || pattern.endsWith(":*")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SpringLiquibase.class)
	static class LiquibaseConfiguration {

		@Bean
		LiquibaseRecorder chanukaLiquibaseRecorder() {
			return new LiquibaseRecorder(Clock.systemUTC());
		}

		@Bean
		static LiquibaseRunPostProcessor chanukaLiquibaseRunPostProcessor(ObjectProvider<LiquibaseRecorder> recorder) {
			return new LiquibaseRunPostProcessor(recorder);
		}

		@Bean
		@Order(1)
		LastMigration chanukaLastLiquibaseMigration(LiquibaseRecorder recorder) {
			return recorder::outcome;
		}

	}

}
