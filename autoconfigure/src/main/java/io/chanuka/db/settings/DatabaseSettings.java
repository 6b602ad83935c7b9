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
 * @param pooledMigration whether migrations may go through a pooler
 * @param shutdown what happens when the application stops
 * @param health how the health of the database is found out
 * @param metrics whether meters are published
 * @param poolTimers who times the pool
 * @param warnings what is valid and yet worth a word, a sentence each, without secrets
 */
public record DatabaseSettings(Setting<DeploymentEnvironment> environment, EndpointSettings runtime,
		EndpointSettings migration, TlsSettings runtimeTls, TlsSettings migrationTls, ConnectionSettings connection,
		SessionSettings session, PoolSettings pool, Setting<Boolean> pooledMigration, ShutdownSettings shutdown,
		HealthSettings health, Setting<Boolean> metrics, Setting<PoolTimers> poolTimers, List<String> warnings) {

	public DatabaseSettings {
		warnings = List.copyOf(warnings);
	}

	/**
	 * All decided values but the endpoints, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> values() {
		return Stream.concat(Stream.of(this.environment, this.runtimeTls.mode(), this.connection.applicationName(),
				this.connection.connectTimeout(), this.connection.loginTimeout(), this.connection.tcpKeepAlive()),
				Stream.concat(Stream.concat(this.session.all().stream(), this.pool.all().stream()),
						Stream.concat(Stream.concat(this.shutdown.all().stream(), this.health.all().stream()),
								Stream.of(this.pooledMigration, this.metrics, this.poolTimers))))
			.toList();
	}

}
