package io.chanuka.db.autoconfigure.guard;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The lock table of the Liquibase that runs, kept beyond the end of the context for the
 * analysis of a failed start.
 */
final class LiquibaseLockTables {

	private static final String ATTRIBUTE = LiquibaseLockTables.class.getName();

	private final @Nullable ConfigurableListableBeanFactory beanFactory;

	LiquibaseLockTables(BeanFactory beanFactory) {
		this.beanFactory = (beanFactory instanceof ConfigurableListableBeanFactory listable) ? listable : null;
	}

	/**
	 * A Liquibase begins to run.
	 */
	void begin(String beanName, String table) {
		if (this.beanFactory != null && this.beanFactory.containsBeanDefinition(beanName)) {
			this.beanFactory.getBeanDefinition(beanName).setAttribute(ATTRIBUTE, table);
		}
	}

	/**
	 * A Liquibase has ended without an exception.
	 */
	void end(String beanName) {
		if (this.beanFactory != null && this.beanFactory.containsBeanDefinition(beanName)) {
			this.beanFactory.getBeanDefinition(beanName).removeAttribute(ATTRIBUTE);
		}
	}

	/**
	 * The table of the Liquibase that has not ended.
	 * @return the table, or {@code null} if it is not known
	 */
	@Nullable String current() {
		if (this.beanFactory == null) {
			return null;
		}
		return Arrays.stream(this.beanFactory.getBeanDefinitionNames())
			.map(this.beanFactory::getBeanDefinition)
			.filter((definition) -> definition.hasAttribute(ATTRIBUTE))
			.map(LiquibaseLockTables::table)
			.findFirst()
			.orElse(null);
	}

	private static String table(BeanDefinition definition) {
		return String.valueOf(definition.getAttribute(ATTRIBUTE));
	}

}
