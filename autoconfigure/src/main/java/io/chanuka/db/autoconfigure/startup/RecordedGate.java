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
		StartupGate gate = (beanFactory instanceof ConfigurableListableBeanFactory beans) ? own(beans) : null;
		if (gate == null && beanFactory instanceof HierarchicalBeanFactory child) {
			return find(child.getParentBeanFactory());
		}
		return gate;
	}

	/**
	 * The gate of one context. A parent goes on when its child is closed.
	 * @param beanFactory the beans of the context
	 * @return the gate, or {@code null} if there was none
	 */
	static @Nullable StartupGate own(ConfigurableListableBeanFactory beanFactory) {
		return (beanFactory.containsBeanDefinition(BEAN_NAME)
				&& beanFactory.getBeanDefinition(BEAN_NAME).getAttribute(ATTRIBUTE) instanceof StartupGate gate) ? gate
						: null;
	}

}
