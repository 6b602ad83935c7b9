package io.chanuka.db.sample.demo;

import java.util.stream.Stream;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches where neither a property nor one of the usual variables names a database.
 */
class OnNoDatabaseUrlCondition implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return Stream
			.of("chanuka.db.url", "chanuka.db.host", "spring.datasource.url", "DATABASE_URL", "POSTGRES_URL",
					"POSTGRES_HOST")
			.noneMatch((name) -> StringUtils.hasText(context.getEnvironment().getProperty(name)));
	}

}
