package io.chanuka.db.statement;

import java.io.StringReader;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RecordedLog;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The line of each kind of statement, from a real server.
 */
class StatementLogIT {

	private static final String SECRET = "pl4nted";

	private static TestDatabase database;

	private static ConfigurableApplicationContext context;

	private final RecordedLog log = new RecordedLog(StatementLog.LOGGER, Level.DEBUG);

	private Connection connection;

	@BeforeAll
	static void start() {
		database = PostgresServer.newDatabase();
		context = TestApplication.start("chanuka.db.url=" + database.runtimeUrl(), "chanuka.db.environment=development",
				"spring.flyway.enabled=false");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void acquire() throws SQLException {
		this.connection = context.getBean(DataSource.class).getConnection();
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create temporary table items (id serial primary key, name text unique, password text)");
		}
		this.log.take();
	}

	@AfterEach
	void release() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("drop table if exists items");
		}
		this.connection.close();
		this.log.close();
	}

	@Test
	void whenAStatementIsExecutedThenOneLineHasAllThatIsKnown() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeQuery("select '" + SECRET + "' -- " + SECRET + "\n, 42 as answer").next();
			assertThat(line())
				.matches("Statement took \\d+\\.\\d{3} m?s; 127\\.0\\.0\\.1:" + database.port() + "/" + database.name()
						+ "; thread " + Thread.currentThread().getName() + ": select \\? , \\? as answer");
			statement.execute("insert into items (name) values ('a'), ('b')");
			assertThat(line()).contains("; update count: 2; ").endsWith(": insert into items (name) values (?), (?)");
			assertThat(statement.executeUpdate("delete from items")).isEqualTo(2);
			assertThat(line()).contains("; update count: 2; ").endsWith(": delete from items");
			statement.execute("select 1");
			assertThat(line()).doesNotContain("update count", "parameters");
			assertThat(statement.executeLargeUpdate("update items set name = 'c'")).isZero();
			assertThat(line()).contains("; update count: 0; ");
		}
	}

	@Test
	void whenAStatementIsPreparedThenParametersAreCountedAndNotShown() throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("insert into items (name, password) values (?, ?)")) {
			assertThat(this.log.take()).isEmpty();
			statement.setString(1, "name-" + SECRET);
			statement.setObject(2, SECRET);
			assertThat(statement.executeUpdate()).isOne();
			assertThat(line()).contains("; parameters: 2; update count: 1; ")
				.endsWith(": insert into items (name, password) values (?, ?)");
			statement.setString(1, null);
			statement.setCharacterStream(2, new StringReader(SECRET));
			assertThat(statement.execute()).isFalse();
			assertThat(line()).contains("; parameters: 2; update count: 1; ").doesNotContain(SECRET);
		}
		try (PreparedStatement statement = this.connection.prepareStatement("select count(*) from items");
				ResultSet answer = statement.executeQuery()) {
			assertThat(answer.next()).isTrue();
			assertThat(answer.getInt(1)).isEqualTo(2);
			assertThat(line()).doesNotContain("parameters").endsWith(": select count(*) from items");
		}
	}

	@Test
	void whenABatchIsExecutedThenOneLineHasItsSizeAndItsUpdateCount() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement("insert into items (name) values (?)")) {
			for (int i = 0; i < 3; i++) {
				statement.setString(1, SECRET + i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
			assertThat(line()).contains("; batch of 3; parameters: 1; update count: 3; ");
			statement.setString(1, "x");
			statement.addBatch();
			assertThat(statement.executeLargeBatch()).containsExactly(1);
			assertThat(line()).contains("; batch of 1; parameters: 1; update count: 1; ");
			statement.setString(1, "y");
			statement.addBatch();
			statement.clearBatch();
			statement.setString(1, "z");
			statement.execute();
			assertThat(line()).doesNotContain("batch");
		}
		try (Statement statement = this.connection.createStatement()) {
			statement.addBatch("update items set name = name || '" + SECRET + "'");
			statement.addBatch("delete from items");
			assertThat(statement.executeBatch()).containsExactly(5, 5);
			assertThat(line()).contains("; batch of 2; update count: 10; ")
				.endsWith(": update items set name = name || ?");
		}
	}

	@Test
	void whenAFunctionIsCalledThenItIsLogged() throws SQLException {
		try (CallableStatement call = this.connection.prepareCall("{? = call upper(?)}")) {
			call.registerOutParameter(1, Types.VARCHAR);
			call.setString(2, SECRET);
			call.execute();
			assertThat(call.getString(1)).isEqualTo("PL4NTED");
			assertThat(line()).contains("; parameters: 2; ").endsWith(": {? = call upper(?)}");
			assertThat(call).isEqualTo(call).hasSameHashCodeAs(call);
			assertThat(call.unwrap(PGStatement.class)).isNotNull();
		}
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.connection.prepareCall("{call missing(?)}").execute());
		assertThat(line()).contains(" failed after ");
	}

	@Test
	void whenKeysAreGeneratedThenTheUpdateCountIsLogged() throws SQLException {
		String sql = "insert into items (name) values (?)";
		for (PreparedStatement statement : List.of(
				this.connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS),
				this.connection.prepareStatement(sql, new String[] { "id" }))) {
			statement.setString(1, "key" + statement.hashCode());
			assertThat(statement.executeUpdate()).isOne();
			assertThat(line()).contains("; parameters: 1; update count: 1; ").endsWith(": " + sql);
			assertThat(statement.getGeneratedKeys().next()).isTrue();
			statement.close();
		}
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate("insert into items (name) values ('k')", Statement.RETURN_GENERATED_KEYS);
			assertThat(line()).contains("; update count: 1; ");
		}
	}

	@Test
	void whenAStatementFailsThenItsLineHasTheStateAndNoLiteral() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			String sql = "insert into items (name, password) values ('same', '" + SECRET + "')";
			statement.execute(sql);
			this.log.take();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute(sql));
			assertThat(line()).contains("Statement failed after ", " with SQLSTATE 23505; ")
				.endsWith(": insert into items (name, password) values (?, ?)");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeQuery("selct 'a\\'" + SECRET + "', " + SECRET));
			assertThat(line()).contains("SQLSTATE 42601").endsWith(": selct ?").doesNotContain(SECRET);
		}
	}

	@Test
	void whenAStatementIsCancelledThenItsLineReportsThat() throws Exception {
		try (Statement statement = this.connection.createStatement()) {
			CompletableFuture<Void> done = CompletableFuture
				.runAsync(() -> assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.execute("select pg_sleep(60)")));
			Awaitility.await()
				.until(() -> !database
					.query("select 1 from pg_stat_activity where state = 'active' "
							+ "and datname = current_database() and query like 'select pg_sleep%'")
					.isEmpty());
			statement.cancel();
			done.get();
			assertThat(line()).startsWith("Statement was cancelled after ").contains(" with SQLSTATE 57014; ");
		}
	}

	@Test
	void whenAStatementHasAMegabyteThenItsLineIsShort() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeQuery("select '" + "x".repeat(1_000_000) + "'");
			assertThat(line()).hasSizeLessThan(500).endsWith(": select ?");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeQuery("select " + "id, ".repeat(250_000) + "1"));
			assertThat(line()).hasSizeLessThan(500).endsWith("id, i… (1000008 characters)");
		}
	}

	@Test
	void whenTheLevelChangesThenTheNextStatementFollows() throws SQLException {
		try (RecordedLog info = new RecordedLog(StatementLog.LOGGER, Level.INFO);
				Statement statement = this.connection.createStatement()) {
			statement.execute("select 1");
			assertThat(statement.unwrap(Statement.class).getClass().getName()).startsWith("org.postgresql.");
			assertThat(info.take()).isEmpty();
		}
		this.log.take();
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("select 1");
			assertThat(line()).endsWith(": select ?");
		}
	}

	@Test
	void driverIsReachedAndCopyIsNotLogged() throws Exception {
		PGConnection driver = this.connection.unwrap(PGConnection.class);
		assertThat(driver.getCopyAPI().copyIn("copy items (name) from stdin", new StringReader("a\nb\n"))).isEqualTo(2);
		assertThat(this.log.take()).isEmpty();
		try (PreparedStatement statement = this.connection.prepareStatement("select 1")) {
			PGStatement unwrapped = statement.unwrap(PGStatement.class);
			unwrapped.setPrepareThreshold(3);
			assertThat(unwrapped.getPrepareThreshold()).isEqualTo(3);
		}
		assertThat(this.connection.isWrapperFor(PGConnection.class)).isTrue();
	}

	private String line() {
		List<String> lines = this.log.take();
		assertThat(lines).hasSize(1);
		assertThat(lines.get(0)).doesNotContain(SECRET, "\n", "\r");
		return lines.get(0);
	}

}
