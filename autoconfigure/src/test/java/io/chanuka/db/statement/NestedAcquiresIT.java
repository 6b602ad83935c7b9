package io.chanuka.db.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.chanuka.db.pool.activity.NestedAcquires;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RecordedLog;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Acquires of threads that hold a connection already.
 */
class NestedAcquiresIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	private RecordedLog log;

	@AfterEach
	void close() {
		this.log.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "development", "testing" })
	void whenATransactionRequiresAnotherThenBothStacksAreReportedOnce(String environment) {
		try (ConfigurableApplicationContext context = start("chanuka.db.environment=" + environment,
				"chanuka.db.pool.max-size=4")) {
			for (int i = 0; i < 3; i++) {
				outer(context);
			}
			assertThat(this.log.events()).hasSize(1);
			ILoggingEvent event = this.log.events().get(0);
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getFormattedMessage()).contains(
					"acquires a connection at " + NestedAcquiresIT.class.getName() + ".inner:",
					"while it holds 1, acquired at " + NestedAcquiresIT.class.getName() + ".outer:",
					"the pool needs n × 1 + 1 connections", "max-size is 4, enough for 3");
			assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
				.anySatisfy((frame) -> assertThat(frame.getSTEAsString()).contains("NestedAcquiresIT.inner("));
			assertThat(event.getThrowableProxy().getCause().getStackTraceElementProxyArray())
				.anySatisfy((frame) -> assertThat(frame.getSTEAsString()).contains("NestedAcquiresIT.outer("));
			outerElsewhere(context);
			assertThat(this.log.events()).hasSize(2);
		}
	}

	@Test
	void whenThePoolIsTooSmallThenThatIsReportedBeforeTheTimeout() {
		try (ConfigurableApplicationContext context = start("chanuka.db.environment=development",
				"chanuka.db.pool.max-size=1", "chanuka.db.pool.min-idle=0", "chanuka.db.pool.connection-timeout=3s")) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> outer(context));
			assertThat(this.log.take()).singleElement().asString().contains("max-size is 1, enough for 0");
		}
	}

	@ParameterizedTest
	@CsvSource({ "production, chanuka.db.ssl.mode=disable", "staging, chanuka.db.ssl.mode=disable",
			"development, chanuka.db.pool.nested-acquire-detection=false" })
	void whenItIsOffThenNothingIsReported(String environment, String property) {
		try (ConfigurableApplicationContext context = start("chanuka.db.environment=" + environment, property)) {
			outer(context);
			assertThat(this.log.take()).isEmpty();
		}
	}

	@Test
	void whenConnectionsAreAcquiredOneAfterTheOtherThenNothingIsReported() throws SQLException {
		try (ConfigurableApplicationContext context = start("chanuka.db.environment=development")) {
			DataSource dataSource = context.getBean(DataSource.class);
			for (int i = 0; i < 5; i++) {
				dataSource.getConnection().close();
				inner(context);
			}
			try (Connection held = dataSource.getConnection()) {
				Thread other = new Thread(() -> inner(context));
				other.start();
				join(other);
				assertThat(held.isValid(5)).isTrue();
			}
			assertThat(this.log.take()).isEmpty();
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void outer(ConfigurableApplicationContext context) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			context.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
			inner(context);
		});
	}

	private static void outerElsewhere(ConfigurableApplicationContext context) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> inner(context));
	}

	private static void inner(ConfigurableApplicationContext context) {
		TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		List<Integer> answer = template
			.execute((status) -> context.getBean(JdbcClient.class).sql("select 2").query(Integer.class).list());
		assertThat(answer).containsExactly(2);
	}

	/**
	 * Spring Boot resets the loggers when it starts.
	 */
	private ConfigurableApplicationContext start(String... properties) {
		String[] own = { "chanuka.db.url=" + this.database.runtimeUrl(), "spring.flyway.enabled=false" };
		ConfigurableApplicationContext context = TestApplication
			.start(Stream.concat(Stream.of(own), Stream.of(properties)).toArray(String[]::new));
		this.log = new RecordedLog(NestedAcquires.class.getName(), Level.INFO);
		return context;
	}

}
