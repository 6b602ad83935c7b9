package io.chanuka.db.autoconfigure.statement;

import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads the ids of traces from Micrometer Tracing.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Tracer.class)
class TraceIdsConfiguration {

	@Bean
	TraceIds chanukaTraceIds(ObjectProvider<Tracer> tracer) {
		return () -> current(tracer.getIfUnique());
	}

	private static @Nullable String current(@Nullable Tracer tracer) {
		return (tracer != null && tracer.currentSpan() != null) ? tracer.currentSpan().context().traceId() : null;
	}

}
