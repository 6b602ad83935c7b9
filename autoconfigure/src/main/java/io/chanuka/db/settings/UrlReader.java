package io.chanuka.db.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrl;
import io.chanuka.db.url.Redactor;
import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * Finds the URL that counts among those that are set, reads it and has its parameters
 * translated for the driver.
 */
final class UrlReader {

	private final SettingsInput input;

	private final List<SettingsViolation> violations;

	private final List<String> warnings;

	private final Map<String, TranslatedParameters> parameters = new LinkedHashMap<>();

	UrlReader(SettingsInput input, List<SettingsViolation> violations, List<String> warnings) {
		this.input = input;
		this.violations = violations;
		this.warnings = warnings;
	}

	/**
	 * The URL of the runtime: ours, else the parts, else Spring's.
	 * @return the URL, or {@code null} if there is none that can be read, with a
	 * violation
	 */
	@Nullable Setting<PostgresUrl> runtime() {
		InputValue ours = this.input.first(EndpointResolver.URL);
		InputValue host = this.input.first("chanuka.db.host");
		InputValue springs = this.input.first("spring.datasource.url");
		warnOfPassedOver(ours, host, springs);
		if (ours != null) {
			return read(EndpointResolver.URL, ours);
		}
		if (host != null) {
			return fromParts(host);
		}
		if (springs != null) {
			return read(EndpointResolver.URL, springs);
		}
		this.violations
			.add(new SettingsViolation(EndpointResolver.URL, EndpointResolver.URL, "", "no database URL is set",
					"Set the variable DATABASE_URL or the property chanuka.db.url, for example to "
							+ "postgresql://user:password@host:5432/database."));
		return null;
	}

	@Nullable Setting<PostgresUrl> migration() {
		InputValue ours = this.input.first(EndpointResolver.MIGRATION_URL);
		InputValue flyways = this.input.first("spring.flyway.url");
		warnOfPassedOver(ours, flyways);
		InputValue value = (ours != null) ? ours : flyways;
		return (value != null) ? read(EndpointResolver.MIGRATION_URL, value) : null;
	}

	@Nullable Setting<PostgresUrl> redirected(String key, RedirectedEndpoint endpoint) {
		return read(key,
				new InputValue(endpoint.origin().description(), String.valueOf(endpoint.jdbcUrl()), endpoint.origin()));
	}

	boolean isFrom(Setting<PostgresUrl> url, String property) {
		InputValue value = this.input.first(property);
		return value != null && value.origin().equals(url.origin());
	}

	/**
	 * What the runtime's URL says besides where to connect to.
	 * @return the parameters, empty if there is no URL
	 */
	TranslatedParameters runtimeParameters() {
		return this.parameters.getOrDefault(EndpointResolver.URL, TranslatedParameters.of(Map.of()));
	}

	/**
	 * What the URL of the migrations says besides where to connect to.
	 * @return the parameters, those of the runtime's URL if they have none of their own
	 */
	TranslatedParameters migrationParameters() {
		return this.parameters.getOrDefault(EndpointResolver.MIGRATION_URL, runtimeParameters());
	}

	private @Nullable Setting<PostgresUrl> fromParts(InputValue host) {
		InputValue port = this.input.first("chanuka.db.port");
		InputValue name = this.input.first("chanuka.db.name");
		try {
			return new Setting<>(EndpointResolver.URL, PostgresUrl.of(host.value().toString(),
					(port != null) ? (Integer) port.value() : null, (name != null) ? name.value().toString() : null),
					host.origin());
		}
		catch (InvalidPostgresUrlException ex) {
			this.violations.add(SettingsViolation.of("chanuka.db.host", host, Redactor.redact(host.value().toString()),
					ex.getReason(), ex.getAction()));
			return null;
		}
	}

	private @Nullable Setting<PostgresUrl> read(String key, InputValue value) {
		String text = value.value().toString();
		try {
			PostgresUrl url = PostgresUrl.parse(text);
			TranslatedParameters translated = TranslatedParameters.of(url.parameters());
			this.parameters.put(key, translated);
			judge(key, value, translated);
			Map<String, String> driver = new LinkedHashMap<>(translated.driver());
			// The mode is decided together with the properties, whoever encrypts.
			driver.keySet().removeAll(TlsFromUrl.MODE_PARAMETERS);
			if (TlsFromUrl.foreignFactory(translated) == null) {
				driver.keySet().removeAll(TlsFromUrl.DRIVER_PARAMETERS);
			}
			if (key.equals(EndpointResolver.URL)) {
				// These are settings of their own, decided together with the properties.
				driver.keySet().removeAll(SettingsFromUrl.DRIVER_PARAMETERS);
			}
			return new Setting<>(key, url.withParameters(driver), value.origin());
		}
		catch (InvalidPostgresUrlException ex) {
			this.violations
				.add(SettingsViolation.of(key, value, Redactor.redactUnreadable(text), ex.getReason(), ex.getAction()));
			return null;
		}
	}

	private void judge(String key, InputValue value, TranslatedParameters translated) {
		for (String problem : translated.problems()) {
			this.violations.add(SettingsViolation.of(key, value, "", problem, "Correct the parameter or remove it."));
		}
		if (!translated.unknown().isEmpty()) {
			this.warnings
				.add("The URL in " + value.origin() + " has parameters that mean nothing here and are ignored: "
						+ String.join(", ", translated.unknown()) + ".");
		}
	}

	private void warnOfPassedOver(@Nullable InputValue... values) {
		List<String> named = new ArrayList<>();
		for (InputValue value : values) {
			if (value != null) {
				named.add(value.origin().toString());
			}
		}
		if (named.size() > 1) {
			this.warnings
				.add(String.join(" and ", named) + " name a URL each; the first one is used. Remove the rest.");
		}
	}

}
