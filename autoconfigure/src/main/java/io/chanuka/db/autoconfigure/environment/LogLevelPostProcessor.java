package io.chanuka.db.autoconfigure.environment;

import java.util.HashMap;
import java.util.List;
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
 * Sets the level of our logger from the variable {@code DATABASE_LOG_LEVEL}, and that of
 * the statements where their log is switched on, before the logging system starts. An
 * explicit level wins.
 */
public final class LogLevelPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * The variable.
	 */
	public static final String VARIABLE = "DATABASE_LOG_LEVEL";

	private static final String PROPERTY = "logging.level.io.chanuka.db";

	private static final String STATEMENTS = "logging.level.io.chanuka.db.statements";

	private static final List<String> STATEMENT_VARIABLES = List.of("DATABASE_TRACE_QUERIES", "DB_LOG_QUERIES");

	/**
	 * Spring Boot has fewer names than other logging systems; an unknown one would stop
	 * the application.
	 */
	private static final Map<String, String> OTHER_NAMES = Map.of("warning", "warn", "verbose", "trace", "silly",
			"trace", "critical", "fatal");

	private static final Set<String> NAMES = Set.of("trace", "debug", "info", "warn", "error", "fatal", "off");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		boolean aliases = LenientFlag.isOn(environment, "chanuka.db.env-aliases.enabled", true);
		RankedSources sources = new RankedSources(environment);
		Map<String, Object> levels = new HashMap<>();
		InputValue variable = aliases ? sources.variable(VARIABLE) : null;
		String level = (variable != null) ? level(variable.text()) : null;
		if (level != null) {
			levels.put(PROPERTY, level);
		}
		if (logsStatements(sources, aliases)) {
			levels.put(STATEMENTS, "debug");
		}
		if (!levels.isEmpty()) {
			environment.getPropertySources().addLast(new MapPropertySource("chanukaDbLogLevel", levels));
		}
	}

	/**
	 * In development the log is on without its level.
	 */
	private static boolean logsStatements(RankedSources sources, boolean aliases) {
		String key = "chanuka.db.statement-log.enabled";
		if (sources.property(key) != null || !aliases) {
			return LenientFlag.isOn(sources, key, false);
		}
		return STATEMENT_VARIABLES.stream()
			.map(sources::variable)
			.anyMatch((variable) -> variable != null && variable.text().strip().equalsIgnoreCase("true"));
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
