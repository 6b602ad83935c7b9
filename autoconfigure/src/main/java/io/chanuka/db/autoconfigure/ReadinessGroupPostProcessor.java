package io.chanuka.db.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes the database a member of the group {@code readiness} for those who opt in, unless
 * they name the members themselves.
 */
class ReadinessGroupPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String ENABLED = "chanuka.db.readiness.enabled";

	static final String MEMBER = "databaseReadiness";

	static final String INCLUDE = "management.endpoint.health.group.readiness.include";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean wanted = Switch.isOn(environment, ENABLED, false)
				&& Switch.isOn(environment, "chanuka.db.enabled", true)
				&& Switch.isOn(environment, "management.endpoint.health.probes.enabled", true);
		if (wanted && !environment.containsProperty(INCLUDE)) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("chanukaReadiness", Map.of(INCLUDE, "readinessState," + MEMBER)));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
