package io.chanuka.db.settings.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.DriverProperties;
import io.chanuka.db.settings.selection.SelectedUrl;
import io.chanuka.db.settings.selection.UrlNames;
import io.chanuka.db.settings.tls.TlsFromUrl;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrl;
import io.chanuka.db.url.PostgresUrlParser;
import io.chanuka.db.url.Redactor;
import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * Reads the URLs that were selected and translates their parameters for the driver.
 */
final class UrlReader {

	/**
	 * What Supabase's console leaves in its URLs.
	 */
	private static final String PLACEHOLDER = "[YOUR-PASSWORD]";

	private final SettingsInput input;

	private final Findings findings;

	private final Map<String, TranslatedParameters> parameters = new LinkedHashMap<>();

	UrlReader(SettingsInput input, Findings findings) {
		this.input = input;
		this.findings = findings;
	}

	/**
	 * The URL of the runtime.
	 * @return the URL, or {@code null} if there is none that can be read
	 */
	@Nullable Setting<PostgresUrl> runtime() {
		SelectedUrl selected = this.input.urls().runtime();
		return (selected != null) ? read(UrlNames.URL, selected) : null;
	}

	Setting<PostgresUrl> migration(SelectedUrl selected) {
		return read(UrlNames.MIGRATION_URL, selected);
	}

	/**
	 * A URL that connection details name. It means what it means to the driver.
	 * @return the URL, or {@code null} if it cannot be read, with a violation
	 */
	@Nullable Setting<PostgresUrl> redirected(String key, RedirectedEndpoint endpoint) {
		String text = String.valueOf(endpoint.jdbcUrl());
		InputValue value = new InputValue(endpoint.origin().description(), text, endpoint.origin());
		try {
			return read(key, new SelectedUrl(PostgresUrlParser.parseAsDriver(text), Credentials.NONE, value, 0, true));
		}
		catch (InvalidPostgresUrlException ex) {
			this.findings.reject(
					SettingsViolation.of(key, value, Redactor.redactUnreadable(text), ex.getReason(), ex.getAction()));
			return null;
		}
	}

	/**
	 * What the runtime's URL sets besides where to connect to.
	 * @return the parameters, empty if there is no URL
	 */
	TranslatedParameters runtimeParameters() {
		return this.parameters.getOrDefault(UrlNames.URL, TranslatedParameters.of(Map.of()));
	}

	/**
	 * What the URL of the migrations sets besides where to connect to.
	 * @return the parameters, those of the runtime's URL if they have none of their own
	 */
	TranslatedParameters migrationParameters() {
		return this.parameters.getOrDefault(UrlNames.MIGRATION_URL, runtimeParameters());
	}

	private Setting<PostgresUrl> read(String key, SelectedUrl selected) {
		TranslatedParameters translated = translate(selected);
		this.parameters.put(key, translated);
		validate(key, selected, translated);
		Map<String, String> driver = new LinkedHashMap<>(translated.driver());
		// The mode is decided together with the properties, whether ours or the driver's
		// factory encrypts.
		driver.keySet().removeAll(TlsFromUrl.MODE_PARAMETERS);
		// What the driver reads for Spring's URL it goes on reading.
		boolean isDrivers = selected.isSpringUrl() && !this.input.configuresTls();
		if (TlsFromUrl.foreignFactory(translated, selected.isSpringUrl()) == null && !isDrivers) {
			driver.keySet().removeAll(TlsFromUrl.DRIVER_PARAMETERS);
		}
		if (key.equals(UrlNames.URL)) {
			// These are settings of their own, decided together with the properties.
			driver.keySet().removeAll(DatabaseSettings.driverPropertiesInSettings());
		}
		return new Setting<>(key, selected.url().withParameters(driver), selected.origin());
	}

	/**
	 * What has no value may be the rest of a password with an unencoded ampersand.
	 */
	private static String shown(String name, Map<String, String> values) {
		return String.valueOf(values.get(name)).isEmpty() ? "one without a value" : name;
	}

	private TranslatedParameters translate(SelectedUrl selected) {
		Map<String, String> written = selected.url().parameters();
		TranslatedParameters translated = selected.isSpringUrl() ? TranslatedParameters.asDriver(written)
				: TranslatedParameters.of(written);
		return TranslatedParameters.hasPlugin(new DriverProperties(this.input.values()).all()) ? translated.handedOn()
				: translated;
	}

	private void validate(String key, SelectedUrl selected, TranslatedParameters translated) {
		for (String problem : translated.problems()) {
			this.findings.reject(
					SettingsViolation.of(key, selected.source(), "", problem, "Correct the parameter or remove it."));
		}
		if (PLACEHOLDER.equals(selected.credentials().password())) {
			this.findings.reject(SettingsViolation.of(key, selected.source(), "",
					"the password is the placeholder " + PLACEHOLDER, "Replace it by the password of the database."));
		}
		List<String> unknown = new ArrayList<>(translated.unknown().keySet());
		if (!selected.isSpringUrl()) {
			translated.unknownSecurity()
				.forEach((name) -> this.findings.reject(SettingsViolation.of(key, selected.source(), "",
						"the parameter " + name + " is about security and neither libpq nor the JDBC driver has it",
						"Correct the parameter or remove it.")));
			unknown.removeAll(translated.unknownSecurity());
		}
		if (!unknown.isEmpty()) {
			this.findings.ignore(selected.source(),
					(selected.isSpringUrl() ? "parameters that the JDBC driver does not have: "
							: "unknown parameters: ")
							+ unknown.stream()
								.map((name) -> shown(name, translated.unknown()))
								.collect(Collectors.joining(", ")));
		}
		if ("false".equalsIgnoreCase(translated.driver().get("ssl")) && !translated.driver().containsKey("sslmode")) {
			this.findings.warn("The parameter ssl=false of " + selected.origin()
					+ " does not switch encryption off: the JDBC driver reads it as sslmode=prefer. Write sslmode=disable "
					+ "or sslmode=prefer.");
		}
	}

}
