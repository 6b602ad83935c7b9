package io.chanuka.db.autoconfigure.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.migration.JavaMigration;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.type.MethodMetadata;

/**
 * Definitions of beans that belong to Flyway: Spring Boot's, ours and those of the
 * application or another library, which show that Flyway is used. None is instantiated.
 */
final class FlywayBeans {

	/**
	 * What Spring Boot defines only because Flyway is on the class path.
	 */
	static final List<String> OF_SPRING_BOOT = List.of("flyway", "flywayInitializer", "flywayDefaultDdlModeProvider");

	/**
	 * A customizer or a strategy may set locations of its own, as Spring Modulith's does.
	 */
	private static final List<Class<?>> TYPES = List.of(Flyway.class, FlywayMigrationInitializer.class,
			FlywayMigrationStrategy.class, FlywayConfigurationCustomizer.class, JavaMigration.class, Callback.class);

	private static final List<String> AUTO_CONFIGURATIONS = List.of("org.springframework.boot.flyway.autoconfigure.",
			ChanukaMigrationAutoConfiguration.class.getName(), "io.chanuka.db.autoconfigure.guard.");

	private final ConfigurableListableBeanFactory beanFactory;

	FlywayBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether Spring Boot's auto-configuration defines Flyway here.
	 */
	boolean areDefined() {
		String flyway = OF_SPRING_BOOT.get(0);
		return this.beanFactory.containsBeanDefinition(flyway) && isAutoConfigured(flyway);
	}

	/**
	 * Whether a bean of the application or another library uses Flyway.
	 */
	boolean areUsed() {
		return TYPES.stream()
			.flatMap((type) -> Arrays
				.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false)))
			.anyMatch((name) -> !isAutoConfigured(name)) || isDependencyByName();
	}

	private boolean isAutoConfigured(String name) {
		if (this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition) {
			MethodMetadata factoryMethod = definition.getFactoryMethodMetadata();
			return factoryMethod != null
					&& AUTO_CONFIGURATIONS.stream().anyMatch(factoryMethod.getDeclaringClassName()::startsWith);
		}
		return false;
	}

	private boolean isDependencyByName() {
		return Arrays.stream(this.beanFactory.getBeanDefinitionNames())
			.map(this.beanFactory::getBeanDefinition)
			.map(BeanDefinition::getDependsOn)
			.filter(Objects::nonNull)
			.flatMap(Arrays::stream)
			.anyMatch(OF_SPRING_BOOT::contains);
	}

}
