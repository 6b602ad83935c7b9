package io.chanuka.db.autoconfigure.environment;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the {@link LenientFlag} that {@link ConditionalOnLenientFlag} names is
 * on. Spring Boot's own condition takes {@code yes}, which a setting may be, and a blank
 * for off.
 */
class OnLenientFlagCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MergedAnnotation<ConditionalOnLenientFlag> annotation = metadata.getAnnotations()
			.get(ConditionalOnLenientFlag.class);
		String name = annotation.getString("value");
		boolean on = LenientFlag.isOn(context.getEnvironment(), name, annotation.getBoolean("matchIfMissing"));
		return new ConditionOutcome(on,
				ConditionMessage.forCondition("LenientFlag").because(name + " is " + ((on) ? "on" : "off")));
	}

}
