package io.chanuka.db.autoconfigure.migration;

import io.chanuka.db.migration.LiquibaseRecorder;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Records the run of every Liquibase when its bean is initialized.
 */
class LiquibaseRunPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<LiquibaseRecorder> recorder;

	LiquibaseRunPostProcessor(ObjectProvider<LiquibaseRecorder> recorder) {
		this.recorder = recorder;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			this.recorder.getObject().listenTo(liquibase);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase) {
			this.recorder.getObject().end();
		}
		return bean;
	}

}
