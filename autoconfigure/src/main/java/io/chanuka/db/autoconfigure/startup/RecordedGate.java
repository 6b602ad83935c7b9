package io.chanuka.db.autoconfigure.startup;

import io.chanuka.db.startup.StartupGate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the gate of a context whose start has failed. Its singletons are destroyed by
 * then and would be created again, so the gate is kept with its definition.
 */
public final class RecordedGate {

	static final String BEAN_NAME = "chanukaStartupGate";

	private static final String ATTRIBUTE = RecordedGate.class.getName();

	private RecordedGate() {
	}

	static StartupGate keep(StartupGate gate, ConfigurableListableBeanFactory beanFactory) {
		beanFactory.getBeanDefinition(BEAN_NAME).setAttribute(ATTRIBUTE, gate);
		return gate;
	}

	/**
	 * Finds the gate.
	 * @param beanFactory the beans of the context, or of a child of it
	 * @return the gate, or {@code null} if there was none
	 */
	public static @Nullable StartupGate find(@Nullable BeanFactory beanFactory) {
		if (beanFactory instanceof ConfigurableListableBeanFactory beans && beans.containsBeanDefinition(BEAN_NAME)
				&& beans.getBeanDefinition(BEAN_NAME).getAttribute(ATTRIBUTE) instanceof StartupGate gate) {
			return gate;
		}
		return (beanFactory instanceof HierarchicalBeanFactory child) ? find(child.getParentBeanFactory()) : null;
	}

}
