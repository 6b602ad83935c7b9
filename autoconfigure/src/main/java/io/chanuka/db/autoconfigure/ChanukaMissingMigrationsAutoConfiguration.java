package io.chanuka.db.autoconfigure;

import org.flywaydb.core.Flyway;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for applications without migrations,
 * whatever their DataSource is: the starter brings Flyway, and they must not notice. That
 * holds with {@code chanuka.db.enabled=false} as well. Also part of the test slices that
 * contain Flyway.
 */
@AutoConfiguration
@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
@Import(MissingMigrationsPostProcessor.class)
public final class ChanukaMissingMigrationsAutoConfiguration {

}
