package io.chanuka.db.autoconfigure.health;

import io.chanuka.db.autoconfigure.environment.HealthGroups;
import io.chanuka.db.autoconfigure.environment.LenientFlag;
import io.chanuka.db.autoconfigure.environment.ReadinessGroupPostProcessor;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the readiness has the database as a member, or a group of the user's
 * names that member.
 */
class OnReadinessMemberCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Member of the readiness");
		Environment environment = context.getEnvironment();
		if (LenientFlag.isOn(environment, ReadinessGroupPostProcessor.ENABLED, false)) {
			return ConditionOutcome.match(message.because(ReadinessGroupPostProcessor.ENABLED + " is on"));
		}
		return new HealthGroups(environment).name(ReadinessGroupPostProcessor.MEMBER)
				? ConditionOutcome.match(message.because("a health group names it"))
				: ConditionOutcome.noMatch(message.because(ReadinessGroupPostProcessor.ENABLED + " is off"));
	}

}
