package io.chanuka.db.autoconfigure.migration;

import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationStrategy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.util.ClassUtils;

/**
 * Measures how long the migration strategy runs, whichever it is.
 */
class FlywayRunPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(FlywayRunPostProcessor.class);

	private final ObjectProvider<FlywayRecorder> recorder;

	private final ObjectProvider<FlywayMigrationStrategy> strategy;

	FlywayRunPostProcessor(ObjectProvider<FlywayRecorder> recorder, ObjectProvider<FlywayMigrationStrategy> strategy) {
		this.recorder = recorder;
		this.strategy = strategy;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof FlywayMigrationInitializer) {
			reportOtherStrategy(this.strategy.getIfUnique());
			this.recorder.getObject().begin();
		}
		return bean;
	}

	private static void reportOtherStrategy(@Nullable FlywayMigrationStrategy used) {
		if (used != null && !(used instanceof MigrationStrategy)) {
			logger.info("Migrations are run by the FlywayMigrationStrategy "
					+ ClassUtils.getUserClass(used).getName().replaceAll("\\$\\$Lambda.*", "")
					+ ": chanuka.db.migration.mode and .timeout are ignored");
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof FlywayMigrationInitializer) {
			this.recorder.getObject().end();
		}
		return bean;
	}

}
