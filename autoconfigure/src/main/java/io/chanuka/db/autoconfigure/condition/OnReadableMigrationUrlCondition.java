package io.chanuka.db.autoconfigure.condition;

import io.chanuka.db.autoconfigure.environment.LenientFlag;
import io.chanuka.db.autoconfigure.environment.RankedSources;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.selection.UrlNames;
import io.chanuka.db.settings.selection.UrlSelector;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches where neither {@code spring.flyway.url} nor {@code spring.liquibase.url} is
 * another vendor's or one of a driver that wraps PostgreSQL's: the tool connects there as
 * Spring Boot has it connect.
 */
public class OnReadableMigrationUrlCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Migration URL");
		RankedSources sources = new RankedSources(context.getEnvironment());
		for (String tool : UrlNames.TOOLS) {
			InputValue url = sources.property(tool + ".url");
			if (UrlSelector.isLeftToSpringBoot(url) && isPresent(tool, context.getClassLoader())
					&& LenientFlag.isOn(sources, tool + ".enabled", true)) {
				return ConditionOutcome
					.noMatch(message.because(tool + ".url is not one of PostgreSQL that can be read"));
			}
		}
		return ConditionOutcome.match(message.because("no other URL is set"));
	}

	private static boolean isPresent(String tool, @Nullable ClassLoader classLoader) {
		return !tool.equals("spring.liquibase")
				|| ClassUtils.isPresent("liquibase.integration.spring.SpringLiquibase", classLoader);
	}

}
