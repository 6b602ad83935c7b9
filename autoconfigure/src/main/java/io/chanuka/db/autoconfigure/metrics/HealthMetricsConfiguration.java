package io.chanuka.db.autoconfigure.metrics;

import io.chanuka.db.health.DatabaseHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health as a meter, where there is one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Status.class)
class HealthMetricsConfiguration {

	@Bean
	MeterBinder chanukaHealthMetrics(ObjectProvider<DatabaseHealth> health) {
		return (registry) -> health.ifAvailable((measured) -> Gauge
			.builder("chanuka.db.up", measured, (from) -> Status.DOWN.equals(from.state().status()) ? 0 : 1)
			.description("Whether the runtime database can be used, as its health reports it, 0 or 1")
			.register(registry));
	}

}
