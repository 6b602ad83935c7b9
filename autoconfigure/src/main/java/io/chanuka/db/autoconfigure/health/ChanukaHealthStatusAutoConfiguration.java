package io.chanuka.db.autoconfigure.health;

import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.health.HealthState;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that makes the status DEGRADED
 * visible at the root of the health endpoint. A user's own order or aggregator wins.
 * Spring Boot ignores a status that an order does not name, so an order without DEGRADED
 * gets it before what is well. The contributors of health can be used without the
 * endpoint.
 */
@AutoConfiguration(after = ChanukaHealthContributorAutoConfiguration.class,
		before = HealthEndpointAutoConfiguration.class)
@ConditionalOnClass({ StatusAggregator.class, HealthEndpointAutoConfiguration.class,
		ConditionalOnEnabledHealthIndicator.class, Show.class })
@ConditionalOnRuntimePool
@ConditionalOnEnabledHealthIndicator("db")
@Conditional(OnDatabaseHealthNotExcludedCondition.class)
@EnableConfigurationProperties(HealthEndpointProperties.class)
public final class ChanukaHealthStatusAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StatusAggregator chanukaStatusAggregator(HealthEndpointProperties properties) {
		List<String> own = properties.getStatus().getOrder();
		return own.isEmpty() ? StatusAggregator.of(Status.DOWN, Status.OUT_OF_SERVICE, HealthState.DEGRADED, Status.UP,
				Status.UNKNOWN) : StatusAggregator.of(withDegraded(own).toArray(String[]::new));
	}

	private static List<String> withDegraded(List<String> own) {
		String degraded = HealthState.DEGRADED.getCode();
		if (own.stream().anyMatch(degraded::equalsIgnoreCase)) {
			return own;
		}
		List<String> order = new ArrayList<>(own);
		int well = 0;
		while (well < own.size() && !isWell(own.get(well))) {
			well++;
		}
		order.add(well, degraded);
		return order;
	}

	private static boolean isWell(String status) {
		return Status.UP.getCode().equalsIgnoreCase(status) || Status.UNKNOWN.getCode().equalsIgnoreCase(status);
	}

}
