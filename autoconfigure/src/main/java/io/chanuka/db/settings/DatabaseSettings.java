package io.chanuka.db.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was decided about the database, immutable and valid.
 *
 * @param environment what the application is deployed for
 * @param runtime where the application works
 * @param migration where the schema is changed
 * @param runtimeTls how the runtime's connections are encrypted
 * @param migrationTls how the migrations' connections are encrypted
 * @param connection how connections are opened
 * @param session what holds in the runtime's sessions
 * @param pool how the runtime pool behaves
 * @param migrations how the schema is changed
 * @param startup how long and how often the start tries to connect
 * @param shutdown what happens when the application stops
 * @param health how the health of the database is found out
 * @param retry how operations of the application are retried after transient errors
 * @param metrics whether meters are published
 * @param guard what happens to a database of another environment
 * @param logs what is logged of statements and connections
 * @param reported settings that other decisions are made from, as they may be shown
 * @param warnings what is valid and doubtful, a sentence each, without secrets
 */
public record DatabaseSettings(Setting<DeploymentEnvironment> environment, EndpointSettings runtime,
		EndpointSettings migration, TlsSettings runtimeTls, TlsSettings migrationTls, ConnectionSettings connection,
		SessionSettings session, PoolSettings pool, MigrationSettings migrations, StartupSettings startup,
		ShutdownSettings shutdown, HealthSettings health, RetrySettings retry, Setting<Boolean> metrics,
		Setting<GuardMode> guard, LogSettings logs, List<Setting<?>> reported, List<String> warnings) {

	private static final List<String> DRIVER_PROPERTIES = List.of("connectTimeout", "loginTimeout", "tcpKeepAlive",
			"ApplicationName");

	public DatabaseSettings {
		reported = List.copyOf(reported);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Properties of the driver that were read as settings.
	 * @return their names
	 */
	public static List<String> driverPropertiesInSettings() {
		return DRIVER_PROPERTIES;
	}

	/**
	 * The same with other values of the pool.
	 * @param changed how the pool behaves
	 * @param connections how connections are opened
	 * @return a copy
	 */
	public DatabaseSettings with(PoolSettings changed, ConnectionSettings connections) {
		return new DatabaseSettings(this.environment, this.runtime, this.migration, this.runtimeTls, this.migrationTls,
				connections, this.session, changed, this.migrations, this.startup, this.shutdown, this.health,
				this.retry, this.metrics, this.guard, this.logs, this.reported, this.warnings);
	}

	/**
	 * All decided values but the endpoints, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> values() {
		return Stream
			.of(List.of(this.environment, this.runtimeTls.mode()), this.connection.all(), this.session.all(),
					this.pool.all(), this.startup.all(), this.shutdown.all(), this.health.all(), this.retry.all(),
					this.migrations.all(), List.of(this.metrics, this.guard), this.logs.all(), this.reported)
			.<Setting<?>>flatMap(List::stream)
			.toList();
	}

}
