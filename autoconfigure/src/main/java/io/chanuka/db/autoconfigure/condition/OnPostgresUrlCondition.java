package io.chanuka.db.autoconfigure.condition;

import java.util.Arrays;

import io.chanuka.db.autoconfigure.environment.LenientFlag;
import io.chanuka.db.autoconfigure.environment.RankedSources;
import io.chanuka.db.autoconfigure.environment.UrlCandidatesReader;
import io.chanuka.db.settings.selection.UrlSelection;
import io.chanuka.db.settings.selection.UrlSelector;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the application works with PostgreSQL and the starter is not switched
 * off, or where nothing names a database and no embedded one is available, so that a
 * missing URL is reported.
 */
public class OnPostgresUrlCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String BOOTS_PROPERTIES = "spring.datasource-" + DataSourceProperties.class.getName();

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("PostgreSQL URL");
		Environment environment = context.getEnvironment();
		if (!LenientFlag.isOn(environment, "chanuka.db.enabled", true)) {
			return ConditionOutcome.noMatch(message.because("chanuka.db.enabled is false"));
		}
		boolean hasDetails = hasConnectionDetails(context.getBeanFactory());
		if (!hasDetails && isDataSourceExcluded(context.getBeanFactory())) {
			return ConditionOutcome.noMatch(message.because("the auto-configuration of the DataSource is excluded"));
		}
		if (!hasDetails && hasOwnProperties(context.getBeanFactory())) {
			return ConditionOutcome
				.noMatch(message.because("the application has a DataSourceProperties bean of its own"));
		}
		UrlSelection selection = UrlSelector.select(new UrlCandidatesReader(environment, new RankedSources(environment))
			.read(context.getClassLoader(), hasDetails));
		return new ConditionOutcome(!selection.backsOff(), message.because(selection.reason()));
	}

	private static boolean isDataSourceExcluded(@Nullable ConfigurableListableBeanFactory beanFactory) {
		return beanFactory != null && ConditionEvaluationReport.get(beanFactory)
			.getExclusions()
			.contains(DataSourceAutoConfiguration.class.getName());
	}

	/**
	 * Like Spring Boot's conditions it counts only beans that are injected by default.
	 */
	private static boolean hasConnectionDetails(@Nullable ConfigurableListableBeanFactory beanFactory) {
		return beanFactory != null
				&& Arrays.stream(beanFactory.getBeanNamesForType(JdbcConnectionDetails.class, true, false))
					.anyMatch((name) -> isDefaultCandidate(beanFactory, name));
	}

	private static boolean isDefaultCandidate(ConfigurableListableBeanFactory beanFactory, String name) {
		if (!beanFactory.containsBeanDefinition(name)) {
			return true;
		}
		BeanDefinition definition = beanFactory.getBeanDefinition(name);
		return definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition other) || other.isDefaultCandidate());
	}

	/**
	 * Such a bean may name any database, which is known only when it is created.
	 */
	private static boolean hasOwnProperties(@Nullable ConfigurableListableBeanFactory beanFactory) {
		return beanFactory != null
				&& Arrays.stream(beanFactory.getBeanNamesForType(DataSourceProperties.class, true, false))
					.anyMatch((name) -> !name.equals(BOOTS_PROPERTIES));
	}

}
