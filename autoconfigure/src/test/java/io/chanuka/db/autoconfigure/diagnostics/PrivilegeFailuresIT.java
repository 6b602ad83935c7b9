package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that fail because a user lacks a privilege, or the server is read-only.
 */
class PrivilegeFailuresIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenTheUserOfTheMigrationsMustNotCreateTablesThenTheGrantIsShown() {
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.runtimeUrl());
		assertThat(failed.description())
			.startsWith("User " + this.database.runtime() + " must not change the schema public at 127.0.0.1:")
			.contains("(SQLSTATE 42501");
		assertThat(failed.action()).contains("grant usage, create on schema public to " + this.database.runtime());
	}

	@Test
	void whenTheUserOfTheRuntimeMustNotReadATableThenTheGrantsAreShown() {
		FailedStart failed = FailedStart.of(Reader.class, "chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=" + this.database.migrationUrl());
		assertThat(failed.description())
			.startsWith("User " + this.database.runtime() + " lacks a privilege in the schema ")
			.contains("Endpoint: runtime, jdbc", "(SQLSTATE 42501");
		assertThat(failed.action()).contains("grant usage on schema public to " + this.database.runtime(),
				"grant select, insert, update, delete on all tables in schema public to ");
	}

	@Test
	void whenTheUserMustNotConnectToTheDatabaseThenTheGrantIsShown() {
		PostgresServer.execute("postgres", "revoke connect on database " + this.database.name() + " from public",
				"alter database " + this.database.name() + " owner to postgres");
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description()).contains(" must not connect to database " + this.database.name() + " at ",
				"(SQLSTATE 42501");
		assertThat(failed.action()).contains("grant connect on database ");
	}

	@Test
	void whenTheServerIsAReplicaThenThePrimaryIsToBeUsed() throws IOException {
		try (RestartableServer server = new RestartableServer()) {
			server.execute("grant create on schema public to " + RestartableServer.USER);
			server.startAsReplica();
			FailedStart failed = FailedStart.of("chanuka.db.url=" + server.url());
			assertThat(failed.description())
				.startsWith("The server at 127.0.0.1:" + server.port() + " is read-only: cannot execute ")
				.contains("(SQLSTATE 25006");
			assertThat(failed.action()).contains("Use the host of the primary", "pg_is_in_recovery()");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Reader {

		@Bean
		InitializingBean reader(JdbcTemplate jdbc) {
			return () -> jdbc.queryForList("select * from pg_authid");
		}

	}

}
