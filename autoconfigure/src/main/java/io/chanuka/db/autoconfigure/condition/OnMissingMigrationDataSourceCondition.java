package io.chanuka.db.autoconfigure.condition;

import java.lang.annotation.Annotation;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
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
			List<String> names = beanNames(context.getBeanFactory(), qualifier, context.getClassLoader());
			if (!names.isEmpty()) {
				return ConditionOutcome
					.noMatch(message.found("bean annotated with @" + ClassUtils.getShortName(qualifier)).items(names));
			}
		}
		return ConditionOutcome.match(message.didNotFind("DataSource of the user's own").atAll());
	}

	@SuppressWarnings("unchecked")
	private static List<String> beanNames(@Nullable ConfigurableListableBeanFactory beanFactory, String qualifier,
			@Nullable ClassLoader classLoader) {
		if (beanFactory == null || !ClassUtils.isPresent(qualifier, classLoader)) {
			return List.of();
		}
		Class<?> type = ClassUtils.resolveClassName(qualifier, classLoader);
		return List.of(beanFactory.getBeanNamesForAnnotation((Class<? extends Annotation>) type));
	}

}
