package io.chanuka.db.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;

/**
 * Adds {@link NeverRefreshablePropertySource} to the environment. It is no environment
 * post-processor: a refresh runs those again, on a copy of the environment that lacks
 * most property sources, and moves the result to the application's environment.
 */
final class NeverRefreshablePostProcessor implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		MutablePropertySources sources = beanFactory.getBean(ConfigurableEnvironment.class).getPropertySources();
		sources.addFirst(new NeverRefreshablePropertySource(sources));
	}

}
