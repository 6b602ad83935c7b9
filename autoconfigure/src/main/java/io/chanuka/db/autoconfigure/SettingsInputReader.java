package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.RedirectedEndpoint;
import io.chanuka.db.settings.SettingsInput;
import io.chanuka.db.settings.SettingsViolation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Reads what was set from the {@link Environment}, each value with its origin.
 */
final class SettingsInputReader {

	private static final String DRIVER = "spring.datasource.hikari.data-source-properties.";

	/**
	 * Properties of other starters that count as input where ours are not set.
	 */
	private static final Map<String, Class<?>> OTHERS = Map.ofEntries(Map.entry("spring.datasource.url", String.class),
			Map.entry("spring.datasource.username", String.class),
			Map.entry("spring.datasource.password", String.class), Map.entry("spring.flyway.url", String.class),
			Map.entry("spring.flyway.user", String.class), Map.entry("spring.flyway.password", String.class),
			Map.entry("spring.datasource.hikari.maximum-pool-size", Integer.class),
			Map.entry("spring.datasource.hikari.minimum-idle", Integer.class),
			Map.entry("spring.datasource.hikari.idle-timeout", Long.class),
			Map.entry("spring.datasource.hikari.connection-timeout", Long.class),
			Map.entry("spring.datasource.hikari.validation-timeout", Long.class),
			Map.entry("spring.datasource.hikari.max-lifetime", Long.class),
			Map.entry("spring.datasource.hikari.keepalive-time", Long.class),
			Map.entry("spring.datasource.hikari.leak-detection-threshold", Long.class),
			Map.entry(DRIVER + "ssl", String.class), Map.entry(DRIVER + "sslmode", String.class),
			Map.entry(DRIVER + "sslfactory", String.class), Map.entry(DRIVER + "sslrootcert", String.class),
			Map.entry(DRIVER + "sslcert", String.class), Map.entry(DRIVER + "sslkey", String.class),
			Map.entry(DRIVER + "sslpassword", String.class));

	private final Environment environment;

	SettingsInputReader(Environment environment) {
		this.environment = environment;
	}

	SettingsInput read(@Nullable RedirectedEndpoint runtime, @Nullable RedirectedEndpoint migration) {
		Map<String, InputValue> values = new LinkedHashMap<>();
		UnknownKeys unknown = new UnknownKeys(this.environment);
		List<SettingsViolation> violations = new ArrayList<>(unknown.violations());
		List<String> warnings = new ArrayList<>(unknown.warnings());
		OriginTrackingBindHandler handler = new OriginTrackingBindHandler(values, violations);
		Binder binder = Binder.get(this.environment);
		binder.bind("chanuka.db", Bindable.of(ChanukaDbProperties.class), handler);
		OTHERS.forEach((name, type) -> binder.bind(name, Bindable.of(type), handler));
		addAliases(values, violations, warnings);
		addReadiness(values.get(ReadinessGroupPostProcessor.ENABLED), warnings);
		return new SettingsInput(values, List.of(this.environment.getActiveProfiles()),
				this.environment.getProperty("spring.application.name"), runtime, migration, violations, warnings);
	}

	/**
	 * Who names the members of the readiness says who is not one of them.
	 */
	private void addReadiness(@Nullable InputValue readiness, List<String> warnings) {
		if (readiness != null && Boolean.TRUE.equals(readiness.value())
				&& !new HealthGroups(this.environment).contain(ReadinessGroupPostProcessor.MEMBER)) {
			warnings.add(readiness.origin() + " is true, but no health group includes "
					+ ReadinessGroupPostProcessor.MEMBER + ", so no readiness depends on the database. Add it to "
					+ ReadinessGroupPostProcessor.INCLUDE + ".");
		}
	}

	private void addAliases(Map<String, InputValue> values, List<SettingsViolation> violations, List<String> warnings) {
		if (this.environment instanceof ConfigurableEnvironment configurable && configurable.getPropertySources()
			.get(AliasPropertySource.NAME) instanceof AliasPropertySource aliases) {
			warnings.addAll(aliases.warnings());
			new UrlPrecedence(configurable, aliases, values, warnings).apply();
			aliases.contradictions()
				.forEach((found) -> violations.add(new SettingsViolation(found.property(), found.variables(), "",
						found.reason(), found.action())));
		}
	}

}
