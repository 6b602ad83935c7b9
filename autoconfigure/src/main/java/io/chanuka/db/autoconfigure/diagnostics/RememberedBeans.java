package io.chanuka.db.autoconfigure.diagnostics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.chanuka.db.settings.DatabaseSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans as they were before the context failed. When failures are analyzed, all beans are
 * destroyed, and the factory would create them again: read the settings, start a
 * container of a test.
 */
final class RememberedBeans {

	/**
	 * The names of the DataSources of this starter.
	 */
	private static final List<String> OURS = List.of("dataSource", "migrationDataSource");

	private final @Nullable ConfigurableListableBeanFactory beanFactory;

	RememberedBeans(BeanFactory beanFactory) {
		this.beanFactory = (beanFactory instanceof ConfigurableListableBeanFactory listable) ? listable : null;
	}

	/**
	 * Finds the beans of a context, or of the parent from which it has its database.
	 * @param beanFactory the factory of the context
	 */
	static RememberedBeans nearest(BeanFactory beanFactory) {
		RememberedBeans beans = new RememberedBeans(beanFactory);
		BeanFactory parent = (beanFactory instanceof HierarchicalBeanFactory child) ? child.getParentBeanFactory()
				: null;
		return (parent == null || beans.hasDatabase()) ? beans : nearest(parent);
	}

	private boolean hasDatabase() {
		return get(DatabaseSettings.class) != null || !dataSources().isEmpty();
	}

	/**
	 * Remembers a bean.
	 */
	void put(String name, Object bean) {
		if (this.beanFactory != null && this.beanFactory.containsBeanDefinition(name)) {
			this.beanFactory.getBeanDefinition(name).setAttribute(RememberedBeans.class.getName(), bean);
		}
	}

	/**
	 * The bean of a type.
	 * @return the bean, or {@code null} if it was not created
	 */
	<T> @Nullable T get(Class<T> type) {
		if (this.beanFactory == null) {
			return null;
		}
		return Arrays.stream(this.beanFactory.getBeanDefinitionNames())
			.map((name) -> this.beanFactory.getBeanDefinition(name).getAttribute(RememberedBeans.class.getName()))
			.filter(type::isInstance)
			.map(type::cast)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether an error of a database can only be one of the endpoints.
	 */
	boolean areTheOnlyDataSources() {
		return this.beanFactory != null && OURS.containsAll(dataSources());
	}

	private List<String> dataSources() {
		return (this.beanFactory != null) ? List.of(this.beanFactory.getBeanNamesForType(DataSource.class, true, false))
				: List.of();
	}

}
