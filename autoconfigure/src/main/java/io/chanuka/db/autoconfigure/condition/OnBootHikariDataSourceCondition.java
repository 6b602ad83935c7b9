package io.chanuka.db.autoconfigure.condition;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the bean {@code dataSource} is Spring Boot's own HikariCP pool, the one
 * that can be upgraded.
 */
public class OnBootHikariDataSourceCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Spring Boot's HikariCP DataSource");
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		return (beanFactory != null && BootDataSourceDefinition.isHikari(beanFactory))
				? ConditionOutcome.match(message.foundExactly("bean 'dataSource'"))
				: ConditionOutcome.noMatch(message.because("the DataSource is another pool or the user's own"));
	}

}
