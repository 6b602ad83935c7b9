package io.chanuka.db.autoconfigure;

import java.time.Clock;

import io.chanuka.db.migration.MigrationConductor;
import org.flywaydb.core.Flyway;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the migrations that run when the
 * application starts.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class,
		beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
@ConditionalOnBean(RuntimePoolPostProcessor.class)
public final class ChanukaMigrationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(FlywayMigrationStrategy.class)
	MigrationConductor chanukaMigrationConductor() {
		return new MigrationConductor(Clock.systemUTC());
	}

}
