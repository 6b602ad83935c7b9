package io.chanuka.db.autoconfigure.diagnostics;

import io.chanuka.db.pool.RedirectablePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.startup.StartupGate;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Keeps what the analysis of a failed start needs beyond the end of the context.
 */
public class SettingsRecorder implements BeanPostProcessor {

	private final RememberedBeans remembered;

	/**
	 * Create a new instance.
	 * @param beanFactory the factory of the context
	 */
	public SettingsRecorder(ConfigurableListableBeanFactory beanFactory) {
		this.remembered = new RememberedBeans(beanFactory);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof RedirectablePool) {
			this.remembered.put(beanName, bean);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DatabaseSettings || bean instanceof StartupGate) {
			this.remembered.put(beanName, bean);
		}
		return bean;
	}

}
