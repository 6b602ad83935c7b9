package io.chanuka.db.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the {@link Switch} that {@link ConditionalOnSwitch} names is on. Spring
 * Boot's own condition takes {@code yes}, which a setting may be, and a blank for off.
 */
class OnSwitchCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MergedAnnotation<ConditionalOnSwitch> annotation = metadata.getAnnotations().get(ConditionalOnSwitch.class);
		String name = annotation.getString("value");
		boolean on = Switch.isOn(context.getEnvironment(), name, annotation.getBoolean("matchIfMissing"));
		return new ConditionOutcome(on,
				ConditionMessage.forCondition("Switch").because(name + " is " + ((on) ? "on" : "off")));
	}

}
