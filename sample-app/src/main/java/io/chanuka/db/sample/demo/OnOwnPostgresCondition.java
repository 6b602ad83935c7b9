package io.chanuka.db.sample.demo;

import java.util.stream.Stream;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches in development where neither a property nor one of the usual variables names a
 * database.
 */
class OnOwnPostgresCondition implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		return environment.matchesProfiles("default | development") && Stream
			.of("chanuka.db.url", "chanuka.db.host", "spring.datasource.url", "DATABASE_URL", "POSTGRES_URL",
					"POSTGRES_HOST")
			.noneMatch((name) -> StringUtils.hasText(environment.getProperty(name)));
	}

}
