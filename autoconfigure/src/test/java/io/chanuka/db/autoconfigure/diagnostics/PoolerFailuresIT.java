package io.chanuka.db.autoconfigure.diagnostics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that fail because of a pooler that was not recognised, a real PgBouncer.
 */
@EnabledIf("io.chanuka.db.testsupport.PgBouncer#isInstalled")
class PoolerFailuresIT {

	private static final String IGNORED = "extra_float_digits,options";

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenThePoolerRefusesAParameterThenItsConfigurationIsShown() {
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", "options")) {
			FailedStart failed = FailedStart
				.of("chanuka.db.url=" + pooler.url(this.database) + "?currentSchema=public");
			assertThat(failed.description())
				.startsWith("A pooler that was not recognised is in front of the database at ")
				.contains("unsupported startup parameter: search_path", "(SQLSTATE 08P01");
		}
	}

	@Test
	void whenTwoClientsPrepareAStatementOfOneNameThenTheModeIsNamed() {
		assertUnrecognised(Sharing.class, "already exists. (SQLSTATE 42P05");
	}

	@Test
	void whenAPreparedStatementIsOnAnotherConnectionThenTheModeIsNamed() {
		assertUnrecognised(Moving.class, "does not exist. (SQLSTATE 26000");
	}

	private void assertUnrecognised(Class<?> configuration, String error) {
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", IGNORED)) {
			FailedStart failed = FailedStart.of(configuration, "chanuka.db.url=" + pooler.url(this.database),
					"chanuka.db.pooler.mode=none", "chanuka.db.migration.url=" + this.database.migrationUrl(),
					"chanuka.db.pool.nested-acquire-detection=false");
			assertThat(failed.description())
				.startsWith("A pooler that was not recognised is in front of the database at ")
				.contains("Endpoint: runtime, jdbc", "prepared statement \"", error);
			assertThat(failed.action()).contains("chanuka.db.pooler.mode=transaction");
		}
	}

	@Test
	void whenMigrationsGoThroughThePoolerThenTheDirectEndpointIsToBeSet() {
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", IGNORED)) {
			FailedStart failed = FailedStart.of("chanuka.db.url=" + pooler.url(this.database));
			assertThat(failed.description()).startsWith("Migrations would go through a pooler at ");
			assertThat(failed.action()).contains("MIGRATION_DATABASE_URL", "chanuka.db.migration.allow-pooled=true");
		}
	}

	/**
	 * Executes a statement so often that the driver prepares it on the server.
	 */
	private static void prepare(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select 1")) {
			for (int i = 0; i < 10; i++) {
				statement.executeQuery().close();
			}
		}
	}

	/**
	 * Two clients, one after the other on the same connection of the server.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Sharing {

		@Bean
		InitializingBean sharing(DataSource dataSource) {
			return () -> {
				try (Connection first = dataSource.getConnection(); Connection second = dataSource.getConnection()) {
					prepare(first);
					prepare(second);
				}
			};
		}

	}

	/**
	 * A client that is on another connection of the server, because a transaction holds
	 * the one where its statement was prepared. Outside of a transaction the driver would
	 * prepare it again.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Moving {

		@Bean
		InitializingBean moving(DataSource dataSource) {
			return () -> {
				try (Connection first = dataSource.getConnection();
						Connection second = dataSource.getConnection();
						Statement statement = second.createStatement()) {
					prepare(first);
					statement.execute("begin");
					first.setAutoCommit(false);
					prepare(first);
				}
			};
		}

	}

}
