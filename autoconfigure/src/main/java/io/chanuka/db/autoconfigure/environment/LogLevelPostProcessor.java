package io.chanuka.db.autoconfigure.environment;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.chanuka.db.settings.InputValue;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the level of our logger from the variable {@code DATABASE_LOG_LEVEL}, before the
 * logging system starts. An explicit level wins.
 */
public final class LogLevelPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * The variable.
	 */
	public static final String VARIABLE = "DATABASE_LOG_LEVEL";

	private static final String PROPERTY = "logging.level.io.chanuka.db";

	/**
	 * Spring Boot has fewer names than other logging systems; an unknown one would stop
	 * the application.
	 */
	private static final Map<String, String> OTHER_NAMES = Map.of("warning", "warn", "verbose", "trace", "silly",
			"trace", "critical", "fatal");

	private static final Set<String> NAMES = Set.of("trace", "debug", "info", "warn", "error", "fatal", "off");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!LenientFlag.isOn(environment, "chanuka.db.env-aliases.enabled", true)) {
			return;
		}
		InputValue variable = new RankedSources(environment).variable(VARIABLE);
		String level = (variable != null) ? level(variable.text()) : null;
		if (level != null) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("chanukaDbLogLevel", Map.of(PROPERTY, level)));
		}
	}

	private static @Nullable String level(String value) {
		String lowerCase = value.strip().toLowerCase(Locale.ROOT);
		String level = OTHER_NAMES.getOrDefault(lowerCase, lowerCase);
		return NAMES.contains(level) ? level : null;
	}

	/**
	 * After configuration files are loaded, so that variables in them count as well.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
