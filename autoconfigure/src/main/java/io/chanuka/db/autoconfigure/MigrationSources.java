package io.chanuka.db.autoconfigure;

import java.util.Objects;
import java.util.Properties;

import javax.sql.DataSource;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.startup.EndpointRole;
import io.chanuka.db.startup.GatedDataSource;
import io.chanuka.db.startup.StartupGate;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Where migrations get their connections from, beside the pool of the application.
 */
final class MigrationSources {

	private final DatabaseSettings settings;

	private final ObjectProvider<EndpointSockets> sockets;

	private final ObjectProvider<StartupGate> gate;

	private final ObjectProvider<DatabaseLogs> logs;

	private final ObjectProvider<EarlyMigrationConnection> early;

	MigrationSources(DatabaseSettings settings, ObjectProvider<EndpointSockets> sockets,
			ObjectProvider<StartupGate> gate, ObjectProvider<DatabaseLogs> logs,
			ObjectProvider<EarlyMigrationConnection> early) {
		this.settings = settings;
		this.sockets = sockets;
		this.gate = gate;
		this.logs = logs;
		this.early = early;
	}

	/**
	 * Those of the migration endpoint.
	 */
	MigrationDataSource beside(RuntimePool pool) {
		pool.preparation().requireUnchanged(pool);
		Properties properties = forMigrations(pool.getDataSourceProperties());
		PhysicalConnectionSource known = early(pool, properties);
		PhysicalConnectionSource source = (known != null) ? known
				: PhysicalConnectionSource.migration(this.settings, this.sockets.getObject(), properties);
		if (isUserOfPool() && pool.source() != null) {
			source.useCredentials(pool::currentCredentials);
		}
		this.logs.ifAvailable((log) -> source.follow(log.migration()));
		StartupGate start = this.gate.getIfAvailable();
		return new MigrationDataSource((start != null)
				? new GatedDataSource(source, start.add(EndpointRole.MIGRATION, this.settings.migration(), source))
				: source, source);
	}

	private @Nullable PhysicalConnectionSource early(RuntimePool pool, Properties properties) {
		EarlyMigrationConnection opened = this.early.getIfAvailable();
		boolean sameUser = !isUserOfPool()
				|| (pool.getCredentialsProvider() == null && new Credentials(pool.getUsername(), pool.getPassword())
					.equals(this.settings.runtime().credentials().value()));
		return (opened != null && sameUser) ? opened.source(this.settings, properties) : null;
	}

	/**
	 * Whether migrations run as the user of the pool, which the application may set in
	 * the pool alone.
	 */
	private boolean isUserOfPool() {
		return isDerived() && hasCredentialsOfRuntime();
	}

	private boolean isDerived() {
		return this.settings.migration().url().origin().kind() == Origin.Kind.DERIVED;
	}

	private boolean hasCredentialsOfRuntime() {
		return this.settings.migration().credentials().value().equals(this.settings.runtime().credentials().value());
	}

	/**
	 * Those of a pool that the application has directed to another database, as Spring
	 * Boot has them: a URL that was set for migrations still holds.
	 * @param dataSource the DataSource of the application
	 * @param pool the pool behind it
	 */
	MigrationDataSource asSpringBoot(DataSource dataSource, RuntimePool pool) {
		EndpointSettings migration = this.settings.migration();
		if (!isDerived() && migration.url().origin().kind() != Origin.Kind.VARIABLE) {
			return beside(pool);
		}
		Credentials user = migration.credentials().value();
		if (hasCredentialsOfRuntime() || !isDerived()) {
			return new MigrationDataSource(dataSource);
		}
		return new MigrationDataSource(new DriverManagerDataSource(Objects.requireNonNull(pool.getJdbcUrl()),
				Objects.requireNonNullElse(user.username(), ""), Objects.requireNonNullElse(user.password(), "")));
	}

	/**
	 * The driver's properties hold for both endpoints, except the timeouts of single
	 * statements, which a migration does not have.
	 */
	private static Properties forMigrations(Properties driverProperties) {
		Properties properties = new Properties();
		properties.putAll(driverProperties);
		properties.remove(PGProperty.SOCKET_TIMEOUT.getName());
		properties.remove(PGProperty.QUERY_TIMEOUT.getName());
		return properties;
	}

}
