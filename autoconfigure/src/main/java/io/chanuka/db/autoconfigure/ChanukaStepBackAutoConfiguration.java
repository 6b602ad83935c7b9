package io.chanuka.db.autoconfigure;

import javax.sql.DataSource;

import org.postgresql.Driver;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that says why the starter does
 * nothing, where it does nothing.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnClass(Driver.class)
@ConditionalOnSwitch(value = "chanuka.db.enabled", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(RuntimePoolPostProcessor.class)
public final class ChanukaStepBackAutoConfiguration {

	@Bean
	StepBackNotice chanukaStepBackNotice(ConfigurableListableBeanFactory beanFactory) {
		return new StepBackNotice(BootDataSourceDefinition.describe(beanFactory));
	}

}
