package io.chanuka.db.autoconfigure.migration;

import io.chanuka.db.migration.FlywayRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Measures how long the migration strategy runs, whichever it is.
 */
class FlywayRunPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<FlywayRecorder> recorder;

	FlywayRunPostProcessor(ObjectProvider<FlywayRecorder> recorder) {
		this.recorder = recorder;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof FlywayMigrationInitializer) {
			this.recorder.getObject().begin();
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof FlywayMigrationInitializer) {
			this.recorder.getObject().end();
		}
		return bean;
	}

}
