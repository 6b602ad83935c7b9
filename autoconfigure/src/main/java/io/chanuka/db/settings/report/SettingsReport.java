package io.chanuka.db.settings.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.provider.Provider;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.DurationFormat;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.PoolSettings;
import io.chanuka.db.settings.Setting;

/**
 * The decided settings in words, for people: what was decided and, where it is not a
 * default, by which source. Clean of secrets.
 */
public final class SettingsReport {

	private final DatabaseSettings settings;

	/**
	 * Create a new instance.
	 * @param settings the settings to report
	 */
	public SettingsReport(DatabaseSettings settings) {
		this.settings = settings;
	}

	/**
	 * The report as a block of lines.
	 * @return a few lines, joined
	 */
	public String text() {
		Setting<DeploymentEnvironment> environment = this.settings.environment();
		EndpointSettings runtime = this.settings.runtime();
		EndpointSettings migration = this.settings.migration();
		boolean same = runtime.provider().equals(migration.provider());
		return "Database of this application\n  environment  " + environment.value() + " (" + environment.origin()
				+ ")\n  runtime      " + endpoint(runtime) + reason(runtime) + "\n  migration    " + endpoint(migration)
				+ (same ? "" : reason(migration)) + "\n  encryption   " + encryption() + "\n  pool         " + pool()
				+ "\n  sessions     " + sessions() + chosen();
	}

	private static String endpoint(EndpointSettings endpoint) {
		DetectedProvider provider = endpoint.provider();
		return endpoint.postgresUrl() + " as " + endpoint.credentials().value() + ", " + provider.provider() + ", "
				+ provider.kind() + " (" + endpoint.url().origin() + ")";
	}

	/**
	 * Why that was recognised, where anything was.
	 */
	private static String reason(EndpointSettings endpoint) {
		DetectedProvider provider = endpoint.provider();
		boolean recognised = provider.kindKnown() || provider.provider() != Provider.POSTGRES;
		return recognised ? "\n               " + provider.reason() : "";
	}

	private String encryption() {
		String runtime = this.settings.runtimeTls().toString();
		String migration = this.settings.migrationTls().toString();
		return runtime.equals(migration) ? runtime : runtime + "; migrations: " + migration;
	}

	private String pool() {
		PoolSettings pool = this.settings.pool();
		return "at most " + pool.maxSize().value() + ", at least " + pool.minIdle().value() + " idle, acquire timeout "
				+ show(pool.connectionTimeout().value());
	}

	private String sessions() {
		return String.join("\n               ",
				new SessionReport(this.settings.runtime(), this.settings.session()).lines());
	}

	private String chosen() {
		List<Setting<?>> explicit = this.settings.values()
			.stream()
			.filter((setting) -> setting.origin().isExplicit() && setting.origin().kind() != Origin.Kind.DERIVED)
			.toList();
		return explicit.isEmpty() ? "" : explicit.stream()
			.map((setting) -> "\n    " + setting.name() + " = " + show(setting.value()) + " (" + setting.origin() + ")")
			.collect(Collectors.joining("", "\n  not defaults", ""));
	}

	/**
	 * A value as people write it.
	 * @param value the value of a setting
	 * @return its text
	 */
	public static String show(Object value) {
		return (value instanceof Duration duration) ? DurationFormat.format(duration) : value.toString();
	}

}
