package io.chanuka.db.autoconfigure.health;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless the application excludes Spring Boot's auto-configuration of the
 * database's health, which is the other way to switch it off.
 */
class OnDatabaseHealthNotExcludedCondition extends SpringBootCondition {

	static final String BOOTS = "org.springframework.boot.jdbc.autoconfigure.health."
			+ "DataSourceHealthContributorAutoConfiguration";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Health of the database");
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		return (beanFactory != null && ConditionEvaluationReport.get(beanFactory).getExclusions().contains(BOOTS))
				? ConditionOutcome.noMatch(message.because("Spring Boot's auto-configuration of it is excluded"))
				: ConditionOutcome.match(message.because("Spring Boot's auto-configuration of it is not excluded"));
	}

}
