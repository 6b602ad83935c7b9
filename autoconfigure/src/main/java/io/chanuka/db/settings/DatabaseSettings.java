package io.chanuka.db.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was decided about the database, immutable and valid.
 *
 * @param environment what the application is deployed for
 * @param runtime where the application works
 * @param migration where the schema is changed
 * @param connection how connections are opened
 * @param pool how the runtime pool behaves
 * @param shutdown what happens when the application stops
 * @param metrics whether meters are published
 * @param warnings what is valid and yet worth a word, a sentence each, without secrets
 */
public record DatabaseSettings(Setting<DeploymentEnvironment> environment, EndpointSettings runtime,
		EndpointSettings migration, ConnectionSettings connection, PoolSettings pool, ShutdownSettings shutdown,
		Setting<Boolean> metrics, List<String> warnings) {

	public DatabaseSettings {
		warnings = List.copyOf(warnings);
	}

	/**
	 * All decided values but the endpoints, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> values() {
		return Stream.concat(
				Stream.of(this.environment, this.connection.applicationName(), this.connection.connectTimeout(),
						this.connection.loginTimeout(), this.connection.tcpKeepAlive()),
				Stream.concat(Stream.concat(this.pool.all().stream(), this.shutdown.all().stream()),
						Stream.of(this.metrics)))
			.toList();
	}

}
