package io.chanuka.db.autoconfigure.statement;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.autoconfigure.environment.ConditionalOnLenientFlag;
import io.chanuka.db.metrics.StatementMetrics;
import io.chanuka.db.statement.SlowStatements;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads how long callers wait for a connection from HikariCP's timer, and publishes how
 * many statements were slow.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ MeterRegistry.class, MeterBinder.class })
class AcquireTimesConfiguration {

	@Bean
	AcquireTimes chanukaAcquireTimes(ObjectProvider<MeterRegistry> registry) {
		return () -> longest(registry.getIfUnique());
	}

	private static @Nullable Duration longest(@Nullable MeterRegistry registry) {
		Timer timer = (registry != null) ? registry.find("hikaricp.connections.acquire").timer() : null;
		double nanos = (timer != null) ? timer.max(TimeUnit.NANOSECONDS) : 0;
		return (nanos > 0) ? Duration.ofNanos((long) nanos) : null;
	}

	@Bean
	@ConditionalOnLenientFlag(value = "chanuka.db.metrics.enabled", matchIfMissing = true)
	MeterBinder chanukaStatementMetrics(RuntimePoolHolder holder, ObjectProvider<DatabaseLogs> logs) {
		return (registry) -> {
			SlowStatements slow = (holder.pool() != null) ? logs.getObject().slow() : null;
			if (slow != null) {
				new StatementMetrics(slow).bindTo(registry);
			}
		};
	}

}
