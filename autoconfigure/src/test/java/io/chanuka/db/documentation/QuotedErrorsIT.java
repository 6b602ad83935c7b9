package io.chanuka.db.documentation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Brings about the errors of PostgreSQL that the documentation quotes.
 */
class QuotedErrorsIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	/**
	 * Of a user that may read and write rows of the tables of the migrations only.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					permission denied for table                               | 42501 | truncate kept
					permission denied for sequence                            | 42501 | select nextval('numbers')
					permission denied for schema                              | 42501 | create table t (id int)
					must be owner of table                                    | 42501 | alter table kept add note text
					relation "{…}" does not exist                             | 42P01 | select * from missing
					cannot execute {…} in a read-only transaction             | 25006 | begin read only; insert into kept values (1)
					canceling statement due to statement timeout              | 57014 | set statement_timeout = 50; select pg_sleep(60)
					canceling statement due to lock timeout                   | 55P03 | set lock_timeout = 50; select pg_advisory_lock(1)
					prepared statement "S_1" does not exist                   | 26000 | execute "S_1"
					prepared statement "S_1" already exists                   | 42P05 | prepare "S_1" as select 1; prepare "S_1" as select 1
					CREATE INDEX CONCURRENTLY cannot run inside a transaction block | 25001 | begin; create index concurrently on kept (id)
					terminating connection due to administrator command       | 57P01 | select pg_terminate_backend(pg_backend_pid())
					terminating connection due to idle-in-transaction timeout | 25P03 | set idle_in_transaction_session_timeout = 50; begin; idle; select 1
					""")
	void everyErrorOfAStatementIsQuoted(String quoted, String state, String statements) throws Exception {
		PostgresServer.execute(this.database.name(), "set role " + this.database.migrator(),
				"create table kept (id int)", "create sequence numbers");
		try (Connection holder = PostgresServer.superuser(this.database.name());
				Statement lock = holder.createStatement();
				Connection connection = connect(this.database.name(), this.database.runtimePassword())) {
			lock.execute("select pg_advisory_lock(1)");
			assertQuoted("docs/errors.md", quoted, state, () -> {
				for (String statement : statements.split(";")) {
					execute(connection, statement.strip());
				}
			});
		}
	}

	@Test
	void everyErrorOfTwoTransactionsIsQuoted() throws Exception {
		PostgresServer.execute(this.database.name(), "create table kept (id int, n int)",
				"insert into kept values (1, 0), (2, 0)");
		try (Connection first = PostgresServer.superuser(this.database.name());
				Connection second = PostgresServer.superuser(this.database.name())) {
			execute(first, "begin isolation level repeatable read");
			execute(first, "select * from kept");
			execute(second, "update kept set n = 1");
			assertQuoted("docs/errors.md", "could not serialize access", "40001",
					() -> execute(first, "update kept set n = 2"));
			execute(first, "rollback");
			execute(first, "begin");
			execute(first, "update kept set n = 3 where id = 1");
			execute(second, "begin");
			execute(second, "update kept set n = 3 where id = 2");
			CompletableFuture<Throwable> other = CompletableFuture
				.supplyAsync(() -> catchThrowable(() -> execute(second, "update kept set n = 4 where id = 1")));
			Throwable own = catchThrowable(() -> execute(first, "update kept set n = 4 where id = 2"));
			assertQuoted("docs/errors.md", "deadlock detected", "40P01",
					(own != null) ? own : other.get(1, TimeUnit.MINUTES));
			execute(first, "rollback");
			other.get(1, TimeUnit.MINUTES);
		}
	}

	@Test
	void everyErrorOfALoginIsQuoted() throws Exception {
		String page = "docs/troubleshooting.md";
		assertQuoted(page, "password authentication failed for user", "28P01",
				() -> connect(this.database.name(), "wrong"));
		assertQuoted(page, "The server requested SCRAM-based authentication, but no password was provided", "08004",
				() -> connect(this.database.name(), null));
		assertQuoted(page, "database \"{…}\" does not exist", "3D000",
				() -> connect("missing", this.database.runtimePassword()));
		assertQuoted(page, "The server does not support SSL", "08004",
				() -> connect(this.database.name() + "?sslmode=require", this.database.runtimePassword()));
		PostgresServer.execute("postgres", "revoke connect on database " + this.database.name() + " from public");
		assertQuoted(page, "permission denied for database {…}", "42501",
				() -> connect(this.database.name(), this.database.runtimePassword()));
		PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " connection limit 0");
		assertQuoted(page, "too many connections for role {…}", "53300",
				() -> connect(this.database.name(), this.database.runtimePassword()));
		PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " nologin");
		assertQuoted(page, "role {…} is not permitted to log in", "28000",
				() -> connect(this.database.name(), this.database.runtimePassword()));
	}

	@Test
	void everyErrorOfAServerThatIsFullOrInRecoveryIsQuoted() throws Exception {
		try (RestartableServer server = new RestartableServer(4)) {
			List<Connection> connections = server.fill();
			for (String page : List.of("docs/troubleshooting.md", "docs/errors.md")) {
				assertQuoted(page, "sorry, too many clients already", "53300",
						() -> DriverManager.getConnection(server.jdbcUrl(), "postgres", null));
			}
			connections.remove(0).close();
			for (String page : List.of("docs/troubleshooting.md", "docs/errors.md")) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.untilAsserted(() -> assertQuoted(page, "remaining connection slots are reserved", "53300",
							() -> login(server)));
			}
			server.kill();
			server.startInRecovery();
			assertQuoted("docs/troubleshooting.md", "the database system is not accepting connections", "57P03",
					() -> login(server));
		}
	}

	private static void login(RestartableServer server) throws SQLException {
		DriverManager.getConnection(server.jdbcUrl(), RestartableServer.USER, RestartableServer.PASSWORD).close();
	}

	private void execute(Connection connection, String sql) throws SQLException {
		if (sql.equals("idle")) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.database.connectedUsers().isEmpty());
			return;
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private Connection connect(String name, String password) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty("user", this.database.runtime());
		if (password != null) {
			properties.setProperty("password", password);
		}
		return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + this.database.port() + "/" + name,
				properties);
	}

	private static void assertQuoted(String page, String quoted, String state, Failing failing) {
		assertQuoted(page, quoted, state, catchThrowable(failing::run));
	}

	/**
	 * Asserts that an error has the text and the SQLSTATE, and that one item of a page
	 * has both.
	 */
	private static void assertQuoted(String page, String quoted, String state, Throwable error) {
		assertThat(error).as(quoted)
			.isInstanceOf(SQLException.class)
			.extracting((each) -> ((SQLException) each).getSQLState())
			.isEqualTo(state);
		assertThat(error.getMessage()).containsSubsequence(quoted.split("\\{…}"));
		assertThat(Page.of(page).items()).as(quoted)
			.anyMatch((item) -> item.contains("`" + quoted + "`") && item.contains(state));
	}

	/**
	 * What an error ends.
	 */
	private interface Failing {

		void run() throws SQLException;

	}

}
