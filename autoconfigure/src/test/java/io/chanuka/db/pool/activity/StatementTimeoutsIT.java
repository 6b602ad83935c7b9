package io.chanuka.db.pool.activity;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RecordedLog;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StatementTimeouts} on a real server.
 */
class StatementTimeoutsIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenTheServerCancelsAStatementThenTheLineNamesThePropertyAndTheStatement() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-timeout=100ms",
				"chanuka.db.statement-log.slow-threshold=1h");
				RecordedLog log = log();
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			cancelled(statement, "select pg_sleep(60), 'pl4nted'");
			assertThat(log.take()).singleElement()
				.asString()
				.startsWith("The statement timeout of 127.0.0.1:" + this.database.port()
						+ " has cancelled a statement; " + "chanuka.db.statement-timeout=100ms (")
				.endsWith("; thread " + Thread.currentThread().getName() + ": select pg_sleep(?), ?");
		}
	}

	@Test
	void whenABatchIsCancelledOrManyStatementsThenTheLinesAreLimited() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-timeout=20ms");
				RecordedLog log = log();
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.addBatch("select pg_sleep(60)");
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeBatch);
			assertThat(log.take()).hasSize(1);
			for (int i = 0; i < 12; i++) {
				cancelled(statement, "select pg_sleep(60)");
			}
			assertThat(log.take()).hasSizeBetween(9, 12)
				.allSatisfy((line) -> assertThat(line).doesNotContain("pg_sleep"));
		}
	}

	@Test
	void whenTheTimeoutIsTheServersOwnThenTheLineReportsThat() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-timeout=0",
				"chanuka.db.lock-timeout=0", "chanuka.db.idle-in-transaction-timeout=0");
				RecordedLog log = log();
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("set statement_timeout = 100");
			cancelled(statement, "select pg_sleep(60)");
			assertThat(log.take()).singleElement()
				.asString()
				.contains("chanuka.db.statement-timeout=0s (", " is not applied here: the timeout is the server's own");
		}
	}

	@Test
	void whenTheClientCancelsAStatementThenNothingIsLogged() throws SQLException {
		try (ConfigurableApplicationContext context = start();
				RecordedLog log = log();
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(1);
			cancelled(statement, "select pg_sleep(60)");
			assertThat(log.take()).isEmpty();
		}
	}

	private static void cancelled(Statement statement, String sql) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute(sql))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
	}

	private static RecordedLog log() {
		return new RecordedLog(StatementTimeouts.class.getName(), Level.INFO);
	}

	private ConfigurableApplicationContext start(String... properties) {
		String[] all = new String[properties.length + 2];
		all[0] = "chanuka.db.url=" + this.database.runtimeUrl();
		all[1] = "spring.flyway.enabled=false";
		System.arraycopy(properties, 0, all, 2, properties.length);
		return TestApplication.start(all);
	}

}
