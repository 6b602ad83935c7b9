package io.chanuka.db.autoconfigure.condition;

import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches where the user has no DataSource of their own for migrations. By name, because
 * either tool may be absent.
 */
public class OnMissingMigrationDataSourceCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final List<String> QUALIFIERS = List.of(
			"org.springframework.boot.flyway.autoconfigure.FlywayDataSource",
			"org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource");

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Migration DataSource");
		for (String qualifier : QUALIFIERS) {
			Set<String> names = beanNames(context.getBeanFactory(), qualifier, context.getClassLoader());
			if (!names.isEmpty()) {
				return ConditionOutcome
					.noMatch(message.found("bean annotated with @" + ClassUtils.getShortName(qualifier)).items(names));
			}
		}
		return ConditionOutcome.match(message.didNotFind("DataSource of the user's own").atAll());
	}

	@SuppressWarnings("unchecked")
	private static Set<String> beanNames(@Nullable ConfigurableListableBeanFactory beanFactory, String qualifier,
			@Nullable ClassLoader classLoader) {
		Set<String> names = new LinkedHashSet<>();
		if (beanFactory == null || !ClassUtils.isPresent(qualifier, classLoader)) {
			return names;
		}
		Class<? extends Annotation> type = (Class<? extends Annotation>) ClassUtils.resolveClassName(qualifier,
				classLoader);
		Stream.of(beanFactory.getBeanDefinitionNames())
			.filter((name) -> isDeclared(beanFactory.getBeanDefinition(name), qualifier))
			.forEach(names::add);
		Stream.of(beanFactory.getBeanNamesForType(DataSource.class, true, false))
			.filter((name) -> beanFactory.findAnnotationOnBean(name, type, false) != null)
			.forEach(names::add);
		return names;
	}

	/**
	 * By the definition alone, as the type of a factory's bean may be unknown. A search
	 * of all beans for an annotation would load the class of each of them.
	 */
	private static boolean isDeclared(BeanDefinition definition, String qualifier) {
		if (!(definition instanceof AnnotatedBeanDefinition annotated)) {
			return false;
		}
		MethodMetadata method = annotated.getFactoryMethodMetadata();
		return (method != null) ? method.isAnnotated(qualifier) : annotated.getMetadata().isAnnotated(qualifier);
	}

}
