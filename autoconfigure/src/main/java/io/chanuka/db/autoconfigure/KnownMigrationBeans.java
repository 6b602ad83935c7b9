package io.chanuka.db.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.tls.TlsMaterialLoader;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.type.MethodMetadata;

/**
 * Whether the definitions of the beans leave no doubt which connection Flyway is going to
 * use: all of them are Spring Boot's or ours. None is instantiated.
 */
final class KnownMigrationBeans {

	/**
	 * The names of ours, because those classes use this one.
	 */
	private static final String DETAILS = "io.chanuka.db.autoconfigure.ChanukaConnectionDetailsAutoConfiguration";

	private static final String DATA_SOURCE = "io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration";

	private static final String STRATEGY = "io.chanuka.db.autoconfigure.migration.ChanukaMigrationAutoConfiguration";

	/**
	 * There if a command runs in the place of the application: it decides later what is
	 * connected. By name for the same reason.
	 */
	private static final String COMMAND = "io.chanuka.db.autoconfigure.command.DormantBeans";

	/**
	 * The post-processors that leave user and password of the pool as they are.
	 */
	private static final List<String> POST_PROCESSORS = List.of("org.springframework.", "io.chanuka.db.autoconfigure.");

	private static final String FLYWAY = "org.springframework.boot.flyway.autoconfigure.";

	private final ConfigurableListableBeanFactory beanFactory;

	KnownMigrationBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	boolean areAll() {
		return !this.beanFactory.containsSingleton(COMMAND) && haveKnownDataSource() && haveKnownFlyway()
				&& haveKnownPostProcessors() && isOnly(JdbcConnectionDetails.class, DETAILS)
				&& isOnly(FlywayConnectionDetails.class, DETAILS) && isOnly(DatabaseSettings.class, DETAILS)
				&& isOnly(TlsMaterialLoader.class, DETAILS);
	}

	private boolean haveKnownDataSource() {
		String[] names = names(DataSource.class);
		return BootDataSourceDefinition.isHikari(this.beanFactory) && names.length == 2
				&& (isDeclaredBy(names[0], DATA_SOURCE) || isDeclaredBy(names[1], DATA_SOURCE))
				&& names(DataSourceProperties.class).length == 1 && names(HikariConfigCustomizer.class).length == 0;
	}

	/**
	 * Not if it runs later or never.
	 */
	private boolean haveKnownFlyway() {
		return isOnly(Flyway.class, FLYWAY) && isOnly(FlywayMigrationStrategy.class, STRATEGY)
				&& isOnly(FlywayMigrationInitializer.class, FLYWAY)
				&& !this.beanFactory.getBeanDefinition(names(FlywayMigrationInitializer.class)[0]).isLazyInit();
	}

	/**
	 * Any other may set the user or the password, for example decrypt it.
	 */
	private boolean haveKnownPostProcessors() {
		return Arrays.stream(names(BeanPostProcessor.class))
			.map(this::declaringClass)
			.allMatch((declaring) -> POST_PROCESSORS.stream().anyMatch(declaring::startsWith));
	}

	private String declaringClass(String name) {
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return "";
		}
		BeanDefinition definition = this.beanFactory.getBeanDefinition(name);
		MethodMetadata factoryMethod = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		return (factoryMethod != null) ? factoryMethod.getDeclaringClassName()
				: Objects.requireNonNullElse(definition.getBeanClassName(), "");
	}

	private boolean isOnly(Class<?> type, String declaredBy) {
		String[] names = names(type);
		return names.length == 1 && isDeclaredBy(names[0], declaredBy);
	}

	private String[] names(Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false);
	}

	private boolean isDeclaredBy(String name, String declaringClass) {
		if (this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition) {
			MethodMetadata factoryMethod = definition.getFactoryMethodMetadata();
			return factoryMethod != null && factoryMethod.getDeclaringClassName().startsWith(declaringClass);
		}
		return false;
	}

}
