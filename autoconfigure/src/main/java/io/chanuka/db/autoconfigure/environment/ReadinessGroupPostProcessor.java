package io.chanuka.db.autoconfigure.environment;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes the database a member of the group {@code readiness} if that is switched on,
 * unless the application names the members itself.
 */
public class ReadinessGroupPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * The property that switches it on.
	 */
	public static final String ENABLED = "chanuka.db.readiness.enabled";

	/**
	 * The name of the contributor.
	 */
	public static final String MEMBER = "databaseReadiness";

	static final String INCLUDE = "management.endpoint.health.group.readiness.include";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean enabled = LenientFlag.isOn(environment, ENABLED, false)
				&& LenientFlag.isOn(environment, "chanuka.db.enabled", true)
				&& LenientFlag.isOn(environment, "management.endpoint.health.probes.enabled", true);
		if (enabled && !environment.containsProperty(INCLUDE)) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("chanukaReadiness", Map.of(INCLUDE, "readinessState," + MEMBER)));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
