package io.chanuka.db.autoconfigure.condition;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.type.MethodMetadata;

/**
 * Finds out from the definition of the bean {@code dataSource} what made it.
 */
public final class BootDataSourceDefinition {

	/**
	 * The name that Spring Boot gives and that its post-processors expect.
	 */
	public static final String BEAN_NAME = "dataSource";

	private static final String PACKAGE = "org.springframework.boot.jdbc.autoconfigure.";

	private static final String HIKARI = PACKAGE + "DataSourceConfiguration$Hikari";

	private BootDataSourceDefinition() {
	}

	/**
	 * Whether the DataSource is one that Spring Boot makes from connection details, of
	 * whatever pool.
	 * @param beanFactory the factory that holds the definition
	 * @return {@code false} if it is the user's own or a test has replaced it
	 */
	public static boolean isPresent(ConfigurableListableBeanFactory beanFactory) {
		String declaringClass = declaringClass(beanFactory);
		return (declaringClass != null) ? declaringClass.startsWith(PACKAGE)
				: AotDetector.useGeneratedArtifacts() && beanFactory.containsBeanDefinition(BEAN_NAME);
	}

	/**
	 * Whether the DataSource is Spring Boot's HikariCP pool.
	 * @param beanFactory the factory that holds the definition
	 * @return {@code true} if it is
	 */
	public static boolean isHikari(ConfigurableListableBeanFactory beanFactory) {
		return HIKARI.equals(declaringClass(beanFactory));
	}

	/**
	 * Why the DataSource is not Spring Boot's HikariCP pool, or not one of PostgreSQL.
	 * @param beanFactory the factory that holds the definition
	 * @return a clause
	 */
	public static String describe(ConfigurableListableBeanFactory beanFactory) {
		String declaringClass = declaringClass(beanFactory);
		if (declaringClass == null || !declaringClass.startsWith(PACKAGE)) {
			return "the application has a DataSource of its own";
		}
		if (declaringClass.equals(HIKARI)) {
			return "the DataSource is not one of PostgreSQL";
		}
		return switch (declaringClass.substring(PACKAGE.length())) {
			case "JndiDataSourceAutoConfiguration" -> "the DataSource comes from JNDI";
			case "XADataSourceAutoConfiguration" -> "the DataSource takes part in XA transactions";
			case "EmbeddedDataSourceConfiguration$EmbeddedDataSource", "EmbeddedDataSourceConfiguration" ->
				"the DataSource is an embedded database";
			default -> "the DataSource is another pool than HikariCP";
		};
	}

	private static @Nullable String declaringClass(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBeanDefinition(BEAN_NAME)
				&& beanFactory.getBeanDefinition(BEAN_NAME) instanceof AnnotatedBeanDefinition definition) {
			MethodMetadata factoryMethod = definition.getFactoryMethodMetadata();
			return (factoryMethod != null) ? factoryMethod.getDeclaringClassName() : null;
		}
		return null;
	}

}
