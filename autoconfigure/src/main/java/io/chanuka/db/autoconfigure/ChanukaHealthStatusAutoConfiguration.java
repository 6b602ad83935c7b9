package io.chanuka.db.autoconfigure;

import java.util.List;

import io.chanuka.db.health.HealthState;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that makes the status DEGRADED
 * visible at the root of the health endpoint. A user's own order or aggregator wins.
 */
@AutoConfiguration(after = ChanukaHealthContributorAutoConfiguration.class,
		before = HealthEndpointAutoConfiguration.class)
@ConditionalOnClass({ StatusAggregator.class, HealthEndpointAutoConfiguration.class })
@ConditionalOnBean(name = "chanukaDatabaseMonitor")
@EnableConfigurationProperties(HealthEndpointProperties.class)
public final class ChanukaHealthStatusAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StatusAggregator chanukaStatusAggregator(HealthEndpointProperties properties) {
		List<String> own = properties.getStatus().getOrder();
		return own.isEmpty() ? StatusAggregator.of(Status.DOWN, Status.OUT_OF_SERVICE, HealthState.DEGRADED, Status.UP,
				Status.UNKNOWN) : StatusAggregator.of(own.toArray(String[]::new));
	}

}
