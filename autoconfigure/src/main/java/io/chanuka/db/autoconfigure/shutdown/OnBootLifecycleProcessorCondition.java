package io.chanuka.db.autoconfigure.shutdown;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;

/**
 * Matches where Spring Boot's own lifecycle processor decides how long a phase may take,
 * which its property shows.
 */
class OnBootLifecycleProcessorCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String BEAN_NAME = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Spring Boot's lifecycle processor");
		return isBoots(context.getBeanFactory()) ? ConditionOutcome.match(message.foundExactly("bean " + BEAN_NAME))
				: ConditionOutcome.noMatch(message.because("the lifecycle processor is the application's own"));
	}

	private static boolean isBoots(@Nullable ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory == null || !beanFactory.containsBeanDefinition(BEAN_NAME)
				|| !(beanFactory.getBeanDefinition(BEAN_NAME) instanceof AnnotatedBeanDefinition definition)) {
			return false;
		}
		MethodMetadata method = definition.getFactoryMethodMetadata();
		return method != null && method.getDeclaringClassName().equals(LifecycleAutoConfiguration.class.getName());
	}

}
