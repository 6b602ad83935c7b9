package io.chanuka.db.autoconfigure.startup;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.startup.StartupGate;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the wait for the database when
 * the application starts.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration")
@ConditionalOnRuntimePool
public final class ChanukaStartupAutoConfiguration {

	/**
	 * Made when something connects: before, a wrong URL is no error.
	 */
	@Bean(RecordedGate.BEAN_NAME)
	@Lazy
	StartupGate chanukaStartupGate(DatabaseSettings settings, ConfigurableListableBeanFactory beanFactory) {
		return RecordedGate.keep(new StartupGate(settings.startup()), beanFactory);
	}

	@Bean
	StartupEvents chanukaStartupEvents(ConfigurableApplicationContext context) {
		return new StartupEvents(context);
	}

	/**
	 * Made after the bean that keeps the state, and so called after it.
	 */
	@Bean
	@ConditionalOnBean(ApplicationAvailability.class)
	StartupReadiness chanukaStartupReadiness(ConfigurableApplicationContext context,
			ApplicationAvailability availability) {
		return new StartupReadiness(context, availability);
	}

	/**
	 * Apart, because Hibernate is optional, also beside Spring Boot's module for it: with
	 * another implementation of JPA it is excluded.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HibernatePropertiesCustomizer.class, SessionImplementor.class })
	static class HibernateConfiguration {

		/**
		 * Last, because another customizer may set the same.
		 */
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		HibernatePropertiesCustomizer chanukaMetadataAccessCustomizer(Environment environment) {
			return new MetadataAccessCustomizer(environment::containsProperty,
					org.hibernate.cfg.Environment::getProperties);
		}

	}

}
