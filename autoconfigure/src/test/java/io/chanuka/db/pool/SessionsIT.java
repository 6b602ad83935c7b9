package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds in the sessions of a server that is reached directly.
 */
class SessionsIT {

	private static final List<String> TIMEOUTS = List.of("statement_timeout", "lock_timeout",
			"idle_in_transaction_session_timeout");

	private final TestDatabase database = PostgresServer.newDatabase();

	private final Map<String, Object> values = new HashMap<>(Map.of("url", this.database.runtimeUrl()));

	@Test
	void withoutAnySettingOnlyStatementsHaveATimeout() throws Exception {
		assertThat(timeouts(runtime())).containsExactly("30s", "0", "0");
	}

	@Test
	void timeoutsAreTheSettings() throws Exception {
		setAll();
		assertThat(timeouts(runtime())).containsExactly("7s", "1500ms", "1min");
	}

	@Test
	void zeroSwitchesOff() throws Exception {
		PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " set statement_timeout = '11s'");
		this.values.put("statement-timeout", Duration.ZERO);
		assertThat(timeouts(runtime())).as("the role's own stays").containsExactly("11s", "0", "0");
	}

	@Test
	void optionsOfTheUrlBeatTheSettings() throws Exception {
		setAll();
		this.values.put("url", this.database.runtimeUrl() + "?options=-c%20lock_timeout%3D9s%20-c%20work_mem%3D7MB");
		PhysicalConnectionSource source = runtime();
		assertThat(timeouts(source)).containsExactly("7s", "9s", "1min");
		assertThat(ask(source, "show work_mem")).isEqualTo("7MB");
	}

	@Test
	void optionsAmongThePropertiesOfTheDriverBeatTheSettings() throws Exception {
		setAll();
		Properties driver = new Properties();
		driver.setProperty("options", "-c statement_timeout=3s");
		DatabaseSettings settings = TestSettings.resolve(this.values);
		assertThat(timeouts(PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), driver)))
			.containsExactly("3s", "1500ms", "1min");
	}

	@Test
	void migrationsHaveNoTimeout() throws Exception {
		setAll();
		this.values.put("query-timeout", Duration.ofSeconds(1));
		DatabaseSettings settings = TestSettings.resolve(this.values);
		PhysicalConnectionSource source = PhysicalConnectionSource.migration(settings, EndpointSockets.of(settings),
				new Properties());
		assertThat(timeouts(source)).containsExactly("0", "0", "0");
		try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
			assertThat(statement.getQueryTimeout()).isZero();
			assertThat(connection.getNetworkTimeout()).isZero();
		}
	}

	@Test
	void statementTimeoutEndsAStatementOnTheServer() {
		this.values.put("statement-timeout", Duration.ofSeconds(1));
		assertCancelled("select pg_sleep(60)::text", "statement timeout");
	}

	@Test
	void queryTimeoutEndsAStatementFromTheClient() {
		this.values.put("query-timeout", Duration.ofSeconds(1));
		assertCancelled("select pg_sleep(60)::text", "user request");
	}

	@Test
	void lockTimeoutEndsTheWaitForALock() throws Exception {
		this.values.put("lock-timeout", Duration.ofSeconds(1));
		PostgresServer.execute(this.database.name(), "create table held (id int)",
				"grant all on held to " + this.database.runtime());
		try (Connection holder = PostgresServer.superuser(this.database.name());
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("lock table held");
			long start = System.nanoTime();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ask(runtime(), "select count(*) from held"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("55P03"));
			assertEnded(start);
		}
	}

	@Test
	void idleInTransactionTimeoutEndsTheSession() throws Exception {
		this.values.put("idle-in-transaction-timeout", Duration.ofSeconds(1));
		try (Connection connection = runtime().getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("select 1");
			long start = System.nanoTime();
			String remaining = "select count(*) from pg_stat_activity where usename = '" + this.database.runtime()
					+ "'";
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> this.database.query(remaining).equals(List.of("0")));
			assertEnded(start);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select 1"));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void statementsArePreparedUnlessThatIsSwitchedOff(boolean prepared) throws Exception {
		if (!prepared) {
			this.values.put("pooler.prepared-statements", "false");
		}
		try (Connection connection = runtime().getConnection()) {
			assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold()).isEqualTo(prepared ? 5 : 0);
		}
	}

	@Test
	void theServerItselfProvesThatThereIsNoPooler() throws Exception {
		PhysicalConnectionSource source = runtime();
		assertThat(source.sessions().poolerEvidence()).isEqualTo(PoolerEvidence.NOT_ASKED);
		source.getConnection().close();
		assertThat(source.sessions().poolerEvidence()).isEqualTo(PoolerEvidence.NONE);
		assertThat(source.sessions().kind()).isEqualTo(EndpointKind.DIRECT);
	}

	private void setAll() {
		this.values.put("statement-timeout", Duration.ofSeconds(7));
		this.values.put("lock-timeout", Duration.ofMillis(1500));
		this.values.put("idle-in-transaction-timeout", Duration.ofMinutes(1));
	}

	private void assertCancelled(String sql, String message) {
		long start = System.nanoTime();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ask(runtime(), sql))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
		assertEnded(start);
	}

	private static void assertEnded(long start) {
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(8));
	}

	private PhysicalConnectionSource runtime() {
		DatabaseSettings settings = TestSettings.resolve(this.values);
		return PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), new Properties());
	}

	private static List<String> timeouts(PhysicalConnectionSource source) throws SQLException {
		try (Connection connection = source.getConnection()) {
			List<String> shown = new ArrayList<>();
			for (String timeout : TIMEOUTS) {
				shown.add(ask(connection, "show " + timeout));
			}
			return shown;
		}
	}

	private static String ask(PhysicalConnectionSource source, String sql) throws SQLException {
		try (Connection connection = source.getConnection()) {
			return ask(connection, sql);
		}
	}

	private static String ask(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
