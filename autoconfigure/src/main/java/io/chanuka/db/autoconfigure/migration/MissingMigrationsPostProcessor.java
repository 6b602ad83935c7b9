package io.chanuka.db.autoconfigure.migration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Removes Spring Boot's Flyway from an application that has no migrations, whatever its
 * database is. It has no order, and so runs after the registry post-processors that may
 * define beans of the application. With AOT processing it decides at build time.
 */
class MissingMigrationsPostProcessor
		implements BeanDefinitionRegistryPostProcessor, EnvironmentAware, ResourceLoaderAware {

	private static final Log logger = LogFactory.getLog(MissingMigrationsPostProcessor.class);

	@SuppressWarnings("NullAway.Init")
	private Environment environment;

	@SuppressWarnings("NullAway.Init")
	private ResourceLoader resources;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void setResourceLoader(ResourceLoader resources) {
		this.resources = resources;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (!AotDetector.useGeneratedArtifacts() && registry instanceof ConfigurableListableBeanFactory beanFactory
				&& new FlywayBeans(beanFactory).areDefined()
				&& new FlywayMigrations(this.environment, this.resources, beanFactory).areMissing()) {
			remove(registry, String.join(", ", FlywayMigrations.defaultLocations()));
		}
	}

	private static void remove(BeanDefinitionRegistry registry, String locations) {
		FlywayBeans.OF_SPRING_BOOT.stream()
			.filter(registry::containsBeanDefinition)
			.forEach(registry::removeBeanDefinition);
		registry.registerBeanDefinition(MissingMigrations.BEAN_NAME,
				BeanDefinitionBuilder.rootBeanDefinition(MissingMigrations.class)
					.addConstructorArgValue(locations)
					.setRole(BeanDefinition.ROLE_INFRASTRUCTURE)
					.getBeanDefinition());
		logger.info("No migrations found in " + locations
				+ ": Flyway is not set up. If there are migrations elsewhere, set spring.flyway.locations");
	}

}
