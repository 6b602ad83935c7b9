package io.chanuka.db.settings.resolve;

import java.util.LinkedHashMap;
import java.util.Map;

import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.UrlNames;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a URL names. It is sent when a session starts, which a pooler in
 * transaction mode refuses.
 *
 * @see <a href=
 * "https://www.pgbouncer.org/config.html#ignore_startup_parameters">PgBouncer,
 * ignore_startup_parameters</a>
 */
final class SearchPath {

	private static final String PARAMETER = "currentSchema";

	private final Findings findings;

	SearchPath(Findings findings) {
		this.findings = findings;
	}

	/**
	 * Removes PostgreSQL's default schema where it would be refused; another one cannot
	 * be brought there.
	 * @param endpoint the runtime's endpoint
	 * @return the endpoint, or a copy without the parameter
	 */
	EndpointSettings withoutPooled(EndpointSettings endpoint) {
		String schema = endpoint.parameters().get(PARAMETER);
		if (schema == null || !endpoint.isPooled()) {
			return endpoint;
		}
		if (!schema.strip().equals("public")) {
			String user = endpoint.username();
			this.findings.reject(new SettingsViolation(UrlNames.URL, endpoint.url().origin().description(), "",
					"it names the schema " + schema
							+ ", which a pooler in transaction mode refuses when a session starts",
					"Remove the parameter and run, once: ALTER ROLE " + quoted(user) + " SET search_path = " + schema
							+ "; If there is no such pooler, set chanuka.db.pooler.mode=none."));
		}
		Map<String, String> parameters = new LinkedHashMap<>(endpoint.parameters());
		parameters.remove(PARAMETER);
		return new EndpointSettings(new Setting<>(endpoint.url().name(),
				endpoint.postgresUrl().withParameters(parameters), endpoint.url().origin()), endpoint.credentials(),
				endpoint.provider());
	}

	private static String quoted(@Nullable String user) {
		return (user != null) ? '"' + user.replace("\"", "\"\"") + '"' : "<user>";
	}

}
