package io.chanuka.db.autoconfigure;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;

import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;

/**
 * Completes the pool when the post-processors of the application have configured it. They
 * have no order most of the time; only those of merged definitions, such as this one,
 * follow them. A pool that was replaced by another DataSource is not completed, and so
 * connects to nothing.
 */
class RuntimePoolCompletion implements MergedBeanDefinitionPostProcessor, Ordered {

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition beanDefinition, Class<?> beanType, String beanName) {
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (beanName.equals(BootDataSourceDefinition.BEAN_NAME) && bean instanceof DataSource dataSource) {
			RuntimePoolHolder.prepared(dataSource);
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
