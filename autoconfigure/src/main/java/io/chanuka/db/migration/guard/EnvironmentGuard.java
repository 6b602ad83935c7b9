package io.chanuka.db.migration.guard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.chanuka.db.provider.ProviderDetector;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.GuardMode;
import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a development or testing application from changing the schema of a database that
 * is marked with another environment, and marks the databases of environments that were
 * named.
 */
public final class EnvironmentGuard {

	private static final Log logger = LogFactory.getLog(EnvironmentGuard.class);

	private final Setting<DeploymentEnvironment> environment;

	private final GuardMode mode;

	private final boolean migrates;

	private final EndpointSettings endpoint;

	private final @Nullable String tenant;

	private final AtomicBoolean reported = new AtomicBoolean();

	/**
	 * Create a new instance.
	 * @param settings the settings
	 */
	public EnvironmentGuard(DatabaseSettings settings) {
		this.environment = settings.environment();
		this.mode = settings.guard().value();
		this.migrates = settings.migrations().mode().value() == MigrationMode.MIGRATE;
		this.endpoint = settings.migration();
		this.tenant = new ProviderDetector().tenant(this.endpoint.postgresUrl(), this.endpoint.username());
	}

	/**
	 * Whether this application must not change what belongs to another environment.
	 * @return {@code false} in production and staging, or if the guard is off
	 */
	public boolean checks() {
		return this.mode != GuardMode.OFF && !this.environment.value().isStrict();
	}

	/**
	 * Whether the start of this application would change what belongs to another
	 * environment.
	 * @return {@code false} also if the start does not migrate
	 */
	public boolean checksAtStart() {
		return this.migrates && checks();
	}

	/**
	 * Whether this application marks its database.
	 * @return {@code true} in production and staging that were named, or that a platform
	 * stands for
	 */
	public boolean marks() {
		Origin origin = this.environment.origin();
		return this.mode != GuardMode.OFF && this.environment.value().isStrict()
				&& ((origin.isExplicit() && origin.kind() != Origin.Kind.DERIVED) || origin.isPlatform());
	}

	/**
	 * Checks before anything is changed.
	 * @param connection a connection to the database
	 * @throws ForeignEnvironmentException if it is marked with another environment
	 */
	public void check(Connection connection) {
		if (!checks()) {
			return;
		}
		try {
			CommentedDatabase database = CommentedDatabase.read(connection);
			EnvironmentMark mark = EnvironmentMark.parse(database.comment());
			if (mark != null && mark.environment() != this.environment.value()) {
				compare(mark, database);
			}
		}
		catch (SQLException ex) {
			logger.debug("The mark of the database could not be read", ex);
		}
	}

	private void compare(EnvironmentMark mark, CommentedDatabase database) {
		DatabaseIdentity identity = database.identity(this.tenant);
		if (identity != null && !identity.equals(mark.identity())) {
			once("Database " + database.name() + " is a copy of one of " + mark.environment()
					+ " (its mark names another cluster or database); migrating it as " + this.environment.value());
			return;
		}
		String found = "The database " + database.name() + " at " + this.endpoint.hostNames() + " is marked as "
				+ mark.environment() + ", and this application runs as " + this.environment.value() + " ("
				+ this.environment.origin() + ")";
		if (identity == null || this.mode == GuardMode.WARN) {
			logger.warn(found + ((identity != null) ? ""
					: "; whether it is a copy is unknown, as " + database.role() + " cannot read pg_control_system()")
					+ "; going on");
			return;
		}
		throw new ForeignEnvironmentException(found + ". Nothing was changed.",
				this.endpoint.url().origin().toString());
	}

	private void once(String line) {
		if (this.reported.compareAndSet(false, true)) {
			logger.info(line);
		}
	}

	/**
	 * Marks the database after a migration, if it has no comment. It never fails.
	 * @param connection a connection to the database
	 */
	public void markIfUnset(Connection connection) {
		if (!marks()) {
			return;
		}
		try {
			CommentedDatabase database = CommentedDatabase.read(connection);
			EnvironmentMark present = EnvironmentMark.parse(database.comment());
			if (database.comment() == null) {
				Marking marking = Marking.write(connection, database, this.environment.value(), this.tenant);
				once(marking.text());
			}
			else if (present != null && present.environment() != this.environment.value()) {
				logger.warn("The database " + database.name() + " is marked as " + present.environment()
						+ ", and this application runs as " + this.environment.value());
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The database could not be marked", ex);
		}
	}

	/**
	 * Marks the database on request, also where another mark stands. A comment that is
	 * none stays.
	 * @param connection a connection to the database
	 * @return what was done
	 * @throws SQLException if the database cannot be read or changed
	 */
	public Marking mark(Connection connection) throws SQLException {
		CommentedDatabase database = CommentedDatabase.read(connection);
		if (database.comment() != null && EnvironmentMark.parse(database.comment()) == null) {
			return new Marking(false, "Database " + database.name() + " has a comment of its own, which stays");
		}
		return Marking.write(connection, database, this.environment.value(), this.tenant);
	}

}
