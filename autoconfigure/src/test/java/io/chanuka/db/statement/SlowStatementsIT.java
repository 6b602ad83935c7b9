package io.chanuka.db.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RecordedLog;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Slow statements, values, connections and the notice of other logs, in an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class SlowStatementsIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenAStatementIsSlowThenThatIsAWarningWithWhatIsKnown() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-log.slow-threshold=200ms");
				RecordedLog log = new RecordedLog(StatementLog.LOGGER, Level.INFO);
				Connection connection = context.getBean(DataSource.class).getConnection();
				PreparedStatement statement = connection.prepareStatement("select pg_sleep(?)")) {
			SimpleTracer tracer = (SimpleTracer) context.getBean(Tracer.class);
			statement.setDouble(1, 0);
			statement.execute();
			assertThat(log.take()).isEmpty();
			statement.setDouble(1, 0.3);
			String trace;
			try (Tracer.SpanInScope scope = tracer.withSpan(tracer.nextSpan().start())) {
				assertThat(scope).isNotNull();
				trace = tracer.currentSpan().context().traceId();
				statement.execute();
			}
			assertThat(log.events()).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getLoggerName()).isEqualTo("io.chanuka.db.statements.slow");
			});
			assertThat(log.take().get(0)).startsWith("Slow statement took ")
				.contains("; parameters: 1; ", "; threshold 200ms; connection open for ", "; longest acquire ",
						"; trace " + trace)
				.endsWith(": select pg_sleep(?)");
			assertThat(slow(context)).isOne();
		}
	}

	@Test
	void whenManyStatementsAreSlowThenTheLinesAreLimitedAndAllAreCounted() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-log.slow-threshold=1ms");
				RecordedLog log = new RecordedLog(StatementLog.LOGGER, Level.INFO);
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			for (int i = 0; i < 30; i++) {
				statement.execute("select pg_sleep(0.003)");
			}
			assertThat(log.take()).hasSizeBetween(10, 20);
			assertThat(slow(context)).isEqualTo(30);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("do $$ begin perform pg_sleep(0.01); raise 'pl4nted'; end $$"));
			assertThat(slow(context)).isEqualTo(31);
			assertThat(log.take().toString()).doesNotContain("pl4nted");
		}
	}

	@Test
	void whenAStatementIsSlowAndAllAreLoggedThenThereIsOneLine() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-log.slow-threshold=100ms",
				"chanuka.db.statement-log.enabled=true");
				RecordedLog log = new RecordedLog(StatementLog.LOGGER, Level.DEBUG);
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("select pg_sleep(0.15)");
			assertThat(log.take()).singleElement().asString().startsWith("Slow statement took ");
		}
	}

	@Test
	void whenValuesAreConfiguredThenTheyAreShownExceptSecrets() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-log.enabled=true",
				"chanuka.db.statement-log.parameters=values", "chanuka.db.statement-log.max-length=500");
				RecordedLog log = new RecordedLog(StatementLog.LOGGER, Level.DEBUG);
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement plain = connection.createStatement()) {
			plain.execute("create temporary table users (name text, password text)");
			try (PreparedStatement statement = connection
				.prepareStatement("insert into users (name, password) values (?, ?)")) {
				for (int i = 0; i < 2; i++) {
					statement.setString(1, "ada");
					statement.setString(2, "pl4nted");
					statement.addBatch();
				}
				statement.executeBatch();
			}
			try (PreparedStatement statement = connection
				.prepareStatement("select 'ok\nx' from users where name = ? and 1 = ?")) {
				statement.setString(1, "ad\na");
				statement.setInt(2, 7);
				statement.executeQuery();
			}
			List<String> lines = log.take();
			assertThat(lines).hasSize(3);
			assertThat(lines.get(1)).contains("; batch of 2; parameters: 2 (******, ******); update count: 2; ");
			assertThat(lines.get(2)).contains("; parameters: 2 ('ad\\na', 7); ", ": select 'ok\\nx' from users where");
			assertThat(lines.toString()).doesNotContain("pl4nted");
		}
	}

	@Test
	void whenConnectionsAreLoggedThenOpeningAndClosingIsALine(CapturedOutput output) throws SQLException {
		String address = "127.0.0.1:" + this.database.port() + "/" + this.database.name();
		try (ConfigurableApplicationContext context = start("chanuka.db.connection-log.enabled=true",
				"chanuka.db.pool.min-idle=1", "chanuka.db.pool.max-size=1")) {
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				assertThat(connection.isValid(5)).isTrue();
			}
			assertThat(output)
				.containsPattern("Opened connection to " + address + " in [\\d.]+ m?s; backend \\d+; not encrypted");
		}
		assertThat(output).containsPattern(
				"Closed connection to " + address + " \\(shutdown\\); backend \\d+; open for [\\d.]+ m?s; uses: \\d+");
	}

	@Test
	void whenTheLogIsSwitchedOnThenItsLevelIsTooAndOtherLogsAreReported(CapturedOutput output) throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.statement-log.enabled=true",
				"spring.jpa.show-sql=true", "jdbc.datasource-proxy.query.enable-logging=true");
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			assertThat(output).contains("Statements are also logged by Hibernate (spring.jpa.show-sql) and by "
					+ "datasource-micrometer (jdbc.datasource-proxy.query.enable-logging); each appears more than once")
				.containsPattern("DEBUG .*Statement took .*: select \\?");
		}
	}

	@Test
	void whenNothingIsConfiguredThenNothingIsLogged(CapturedOutput output) throws SQLException {
		try (ConfigurableApplicationContext context = start("spring.jpa.show-sql=true");
				Connection connection = context.getBean(DataSource.class).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			assertThat(statement.unwrap(Statement.class).getClass().getName()).startsWith("org.postgresql.");
			assertThat(context.getBean(MeterRegistry.class).find("chanuka.db.statements.slow").meter()).isNull();
		}
		assertThat(output).doesNotContain("Statement took", "also logged by", "Opened connection");
	}

	private static double slow(ConfigurableApplicationContext context) {
		return context.getBean(MeterRegistry.class).get("chanuka.db.statements.slow").functionCounter().count();
	}

	private ConfigurableApplicationContext start(String... properties) {
		String[] own = { "chanuka.db.url=" + this.database.runtimeUrl(), "spring.flyway.enabled=false" };
		return TestApplication.start(Tracing.class,
				Stream.concat(Stream.of(own), Stream.of(properties)).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		@Bean
		Tracer tracer() {
			return new SimpleTracer();
		}

	}

}
