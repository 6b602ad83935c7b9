package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.settings.Deployment;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.RedirectedEndpoint;
import io.chanuka.db.settings.SettingsInput;
import io.chanuka.db.settings.SettingsViolation;
import io.chanuka.db.settings.UrlCandidates;
import io.chanuka.db.settings.UrlSelector;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads what was set from the {@link Environment}, each value with its origin and the
 * rank of its property source.
 */
final class SettingsInputReader {

	private static final String HIKARI = "spring.datasource.hikari.";

	private static final String DRIVER = HIKARI + "data-source-properties";

	/**
	 * Properties of HikariCP that count as input where ours are not set.
	 */
	private static final Map<String, Class<?>> POOL = Map.of(HIKARI + "maximum-pool-size", Integer.class,
			HIKARI + "minimum-idle", Integer.class, HIKARI + "idle-timeout", Long.class, HIKARI + "connection-timeout",
			Long.class, HIKARI + "validation-timeout", Long.class, HIKARI + "max-lifetime", Long.class,
			HIKARI + "keepalive-time", Long.class, HIKARI + "leak-detection-threshold", Long.class);

	private final Environment environment;

	private final RankedSources sources;

	private final boolean migrates;

	/**
	 * Create a new instance.
	 * @param environment what to read
	 * @param migrates whether Flyway or Liquibase is going to change the schema
	 */
	SettingsInputReader(Environment environment, boolean migrates) {
		this.environment = environment;
		this.sources = new RankedSources(environment);
		this.migrates = migrates;
	}

	SettingsInput read(@Nullable ClassLoader classLoader, @Nullable RedirectedEndpoint runtime,
			@Nullable RedirectedEndpoint migration) {
		OriginTrackingBindHandler handler = new OriginTrackingBindHandler(this.sources::rank);
		Binder binder = this.sources.binder();
		binder.bind("chanuka.db", Bindable.of(ChanukaDbProperties.class), handler);
		POOL.forEach((name, type) -> binder.bind(name, Bindable.of(type), handler));
		Map<String, InputValue> values = new LinkedHashMap<>(handler.values());
		// A map is read by a handler of its own, which does not know the names of its
		// keys.
		OriginTrackingBindHandler properties = new OriginTrackingBindHandler(this.sources::rank);
		binder.bind(DRIVER, Bindable.mapOf(String.class, String.class), properties)
			.ifBound((map) -> map.keySet().forEach((key) -> putDriverProperty(values, properties, key)));
		boolean redirected = runtime != null && runtime.jdbcUrl() != null;
		UrlCandidatesReader urls = new UrlCandidatesReader(this.environment, this.sources);
		UrlCandidates candidates = urls.read(classLoader, redirected);
		ForeignVariables variables = ForeignVariables.of(this.environment, this.sources);
		List<String> ignored = new ArrayList<>(variables.ignored());
		List<SettingsViolation> violations = new ArrayList<>();
		handler.failures().forEach((name, failure) -> {
			if (isServicePort(name, failure)) {
				ignored.add(failure.source() + " (the address of a Kubernetes Service)");
			}
			else {
				violations.add(failure);
			}
		});
		return new SettingsInput(values, variables.values(), UrlSelector.select(candidates),
				new Deployment(List.of(this.environment.getActiveProfiles()),
						this.environment.getProperty("spring.application.name"),
						PlatformDetector.detect(this.environment), candidates.isTest(), this.migrates,
						DriverTlsFiles.exist()),
				new UnknownKeys(this.sources).all(), runtime, migration, violations, readinessWarnings(values),
				ignored);
	}

	/**
	 * The driver's names have capital letters, which the names of properties lose.
	 */
	private static void putDriverProperty(Map<String, InputValue> values, OriginTrackingBindHandler handler,
			String key) {
		handler.values().forEach((name, value) -> {
			String last = name.substring(Math.min(DRIVER.length(), name.length())).replaceAll("^[.\\[]|]$", "");
			if (last.equalsIgnoreCase(key)) {
				values.put(DRIVER + "." + key, value);
			}
		});
	}

	/**
	 * Kubernetes sets this variable for a Service named {@code chanuka-db}.
	 */
	private static boolean isServicePort(String name, SettingsViolation failure) {
		return name.equals("chanuka.db.port") && failure.value().matches("(tcp|udp|sctp)://.*");
	}

	/**
	 * A readiness group that names its members does not have one that it does not name.
	 */
	private List<String> readinessWarnings(Map<String, InputValue> values) {
		InputValue readiness = values.get(ReadinessGroupPostProcessor.ENABLED);
		if (readiness == null || !Boolean.TRUE.equals(readiness.value())) {
			return List.of();
		}
		return !new HealthGroups(this.environment).contain(ReadinessGroupPostProcessor.MEMBER)
				? List.of(readiness.origin() + " is true, but no health group includes "
						+ ReadinessGroupPostProcessor.MEMBER + ", so no readiness depends on the database. Add it to "
						+ ReadinessGroupPostProcessor.INCLUDE + ".")
				: List.of();
	}

}
