package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;
import java.util.Map;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that fail because the server does not let the user in.
 */
class LoginFailuresIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenThePasswordOfTheMigrationsIsWrongThenItsUserIsNamed() {
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.bareUrl(),
				"chanuka.db.username=" + this.database.runtime(), "chanuka.db.password=p%40ss" + FailedStart.SECRET,
				"chanuka.db.migration.username=" + this.database.migrator(),
				"chanuka.db.migration.password=m%2fg" + FailedStart.SECRET);
		assertThat(failed.description())
			.startsWith("User " + this.database.migrator() + " was refused by 127.0.0.1:" + this.database.port()
					+ ": wrong password, or no such user. (SQLSTATE 28P01")
			.contains("Endpoint: migration, jdbc", "resembles percent-encoding", "chanuka.db.migration.username");
		assertThat(failed.action()).contains("psql 'postgresql://" + this.database.migrator() + "@127.0.0.1:");
	}

	/**
	 * Hibernate swallows the failure of its first acquire.
	 */
	@Test
	void whenThePasswordOfTheRuntimeIsWrongThenItsUserIsNamed() {
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.bareUrl(),
				"chanuka.db.username=" + this.database.runtime(), "chanuka.db.password=" + FailedStart.SECRET,
				"chanuka.db.migration.url=" + this.database.migrationUrl());
		assertThat(failed.description()).startsWith("User " + this.database.runtime() + " was refused by ")
			.contains("Endpoint: runtime, jdbc", "; user and password: chanuka.db.username on the command line");
	}

	@Test
	void whenThePasswordInTheVariableIsWrongThenTheVariableIsNamed() {
		FailedStart failed = FailedStart.of(Map.of("DATABASE_URL", "postgresql://" + this.database.migrator() + ":"
				+ FailedStart.SECRET + "@127.0.0.1:" + this.database.port() + "/" + this.database.name()));
		assertThat(failed.description()).startsWith("User " + this.database.migrator() + " was refused by ")
			.endsWith("\n  Set by: variable DATABASE_URL");
	}

	@Test
	void whenThePasswordIsAVariableThatWasNotReplacedThenThisIsReported() {
		FailedStart failed = FailedStart.of(Map.of("DATABASE_URL", "postgresql://" + this.database.migrator()
				+ ":${DB_PASSWORD}@127.0.0.1:" + this.database.port() + "/" + this.database.name()));
		assertThat(failed.description()).startsWith("User " + this.database.migrator() + " was refused by ")
			.contains("The password resembles a variable that was not replaced.");
	}

	@Test
	void whenThePasswordIsThatOfTheOtherEndpointThenThisIsReported() {
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.username=" + this.database.migrator(),
				"chanuka.db.migration.password=" + this.database.runtimePassword());
		assertThat(failed.description())
			.contains("The password is the one of user " + this.database.runtime() + " of the runtime endpoint.");
	}

	@Test
	void whenThereIsNoPasswordThenItIsToBeSet() {
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.bareUrl(), "chanuka.db.username=app");
		assertThat(failed.description()).contains("asks for the password of user app, and none is set.");
		assertThat(failed.action()).startsWith("Set chanuka.db.password");
	}

	@Test
	void whenTheRoleMustNotLogInThenTheStatementThatAllowsItIsShown() {
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " nologin");
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description()).contains("does not admit user " + this.database.migrator() + ": role ",
				"(SQLSTATE 28000");
		assertThat(failed.action()).contains("alter role " + this.database.migrator() + " login");
	}

	@Test
	void whenTheDatabaseDoesNotExistThenTheStatementThatCreatesItIsShown() {
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.migrationUrl() + "x");
		assertThat(failed.description()).startsWith("Database " + this.database.name() + "x does not exist on ")
			.contains("(SQLSTATE 3D000");
		assertThat(failed.action())
			.contains("create database " + this.database.name() + "x owner " + this.database.migrator());
	}

	@Test
	void whenTheUserHasNoConnectionLeftThenTheLimitsAreShown() {
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " connection limit 0");
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description()).contains(" has no connection left: too many connections for role ",
				"(SQLSTATE 53300", "at most 5 connections (chanuka.db.pool.max-size, default of development");
	}

	@Test
	void whenTheUserHasFewerConnectionsThanThePoolThenTheLimitIsNamed() {
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " connection limit 1");
		FailedStart failed = FailedStart.of("chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description())
			.startsWith(
					"The pool of 5 connections is larger than the 1 that 127.0.0.1:" + this.database.port() + " allows")
			.contains(
					"max_connections 300, of which 3 are reserved; limit of the user 1, of the database none; open now ");
		assertThat(failed.action()).contains("alter role " + this.database.migrator() + " connection limit -1");
	}

	@Test
	void whenTheServerHasFewerConnectionsThanThePoolThenItsLimitIsNamed() throws IOException {
		try (RestartableServer server = new RestartableServer(4)) {
			FailedStart failed = FailedStart.of("chanuka.db.url=" + server.url());
			assertThat(failed.description())
				.startsWith(
						"The pool of 5 connections is larger than the 1 that 127.0.0.1:" + server.port() + " allows")
				.contains("(SQLSTATE 53300", "max_connections 4, of which 3 are reserved; limit of the user none");
			assertThat(failed.action()).contains("alter system set max_connections = ");
		}
	}

}
