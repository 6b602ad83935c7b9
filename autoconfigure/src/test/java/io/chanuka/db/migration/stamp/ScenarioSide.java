package io.chanuka.db.migration.stamp;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationOutcome;
import io.chanuka.db.migration.MigrationStrategy;
import io.chanuka.db.migration.lock.MigrationLocking;
import io.chanuka.db.migration.run.MigrateRun;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One of two databases that are migrated with the same files: with the fast path or
 * without it.
 */
final class ScenarioSide {

	private static final String HISTORY = "select format('%%s %%s|%%s|%%s|%%s|%%s|%%s|%%s', installed_rank, version, "
			+ "description, type, script, checksum, installed_by, success) from %s order by installed_rank";

	private final TestDatabase database = PostgresServer.newDatabase();

	private final boolean fastPath;

	ScenarioSide(boolean fastPath) {
		this.fastPath = fastPath;
	}

	/**
	 * Migrates as the application does at its start.
	 */
	Outcome start(Path files, Consumer<FluentConfiguration> settings, String user, String options) {
		FlywayRecorder recorder = new FlywayRecorder(Clock.systemUTC());
		FluentConfiguration configuration = configuration(files, settings, user, options);
		recorder.attach(configuration);
		String failure = "";
		try {
			DatabaseSettings decided = TestSettings
				.resolve(Map.of("url", "postgresql://localhost/shop", "migration.fast-path", this.fastPath));
			MigrationLocking locking = new MigrationLocking(decided.migration(), decided.migrations());
			new MigrationStrategy(MigrationMode.MIGRATE, new MigrateRun(locking, decided.migrations(), recorder),
					recorder)
				.migrate(configuration.load());
		}
		catch (FlywayException ex) {
			failure = ex.getClass().getName() + ": " + ex.getMessage().replace(this.database.name(), "<database>");
		}
		MigrationOutcome outcome = recorder.outcome();
		return new Outcome(history(configuration), tables(), failure, (outcome != null) ? outcome.version() : "none",
				(outcome != null) ? outcome.applied() : Integer.valueOf(-1),
				outcome != null && Integer.valueOf(0).equals(outcome.pending()));
	}

	/**
	 * Whether the next start would not call Flyway.
	 */
	boolean isProven(Path files, Consumer<FluentConfiguration> settings, String user, String options) {
		Flyway flyway = configuration(files, settings, user, options).load();
		try {
			return new NothingToMigrate(true).check(flyway).holds();
		}
		finally {
			((MigrationDataSource) flyway.getConfiguration().getDataSource()).closeKept();
		}
	}

	private FluentConfiguration configuration(Path files, Consumer<FluentConfiguration> settings, String user,
			String options) {
		DataSource dataSource = this.fastPath ? kept(user, options) : plain(user, options);
		FluentConfiguration configuration = Flyway.configure().dataSource(dataSource).locations("filesystem:" + files);
		settings.accept(configuration);
		return configuration;
	}

	/**
	 * As the application has it: the session of Flyway stays open for the stamp.
	 */
	private DataSource kept(String user, String options) {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", "postgresql://" + user + ":secret@"
				+ this.database.host() + ":" + PostgresServer.port() + "/" + this.database.name()));
		Properties properties = new Properties();
		if (!options.isEmpty()) {
			properties.setProperty("options", options);
		}
		PhysicalConnectionSource source = PhysicalConnectionSource.migration(settings, EndpointSockets.of(settings),
				properties);
		return new MigrationDataSource(source, source);
	}

	private DataSource plain(String user, String options) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setServerNames(new String[] { this.database.host() });
		dataSource.setPortNumbers(new int[] { PostgresServer.port() });
		dataSource.setDatabaseName(this.database.name());
		dataSource.setUser(user);
		dataSource.setPassword("secret");
		dataSource.setOptions(options);
		return dataSource;
	}

	private List<String> history(FluentConfiguration configuration) {
		String table = '"' + configuration.getTable() + '"';
		List<String> schemas = this.database
			.query("select schemaname from pg_tables where tablename = '" + configuration.getTable() + "' order by 1");
		return schemas.stream()
			.flatMap((schema) -> this.database.query(HISTORY.formatted('"' + schema + "\"." + table)).stream())
			.toList();
	}

	private List<String> tables() {
		return this.database.query("select schemaname || '.' || tablename from pg_tables "
				+ "where schemaname not in ('pg_catalog', 'information_schema') order by 1");
	}

	void execute(String... statements) {
		PostgresServer.execute(this.database.name(), statements);
	}

	String comment() {
		return this.database.query("select obj_description('flyway_schema_history'::regclass)").get(0);
	}

	/**
	 * What a start has done, as far as it does not depend on the time.
	 */
	record Outcome(List<String> history, List<String> tables, String failure, String version, Integer applied,
			boolean nothingPending) {

	}

}
