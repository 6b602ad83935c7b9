package io.chanuka.db.pool;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.connection.driver.PooledMigrationException;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.endpoint.DatabaseEndpoint;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.PreparedLoad;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The runtime behind a real PgBouncer, known and unknown, with the plain pool beside it.
 */
@EnabledIf(value = "io.chanuka.db.testsupport.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
@ExtendWith(OutputCaptureExtension.class)
class PgBouncerIT {

	private static final String IGNORED = "extra_float_digits,options,statement_timeout,lock_timeout,"
			+ "idle_in_transaction_session_timeout";

	private static final Duration LOAD = Duration.ofSeconds(5);

	private static final int CLIENTS = 20;

	private static final String FOUND = "A pooler stands before";

	private static final TestDatabase DATABASE = PostgresServer.newDatabase();

	private static PgBouncer refusing;

	private static PgBouncer ignoring;

	private static PgBouncer session;

	@BeforeAll
	static void startPgBouncers() {
		refusing = PgBouncer.start(DATABASE, "transaction", "extra_float_digits");
		ignoring = PgBouncer.start(DATABASE, "transaction", IGNORED);
		session = PgBouncer.start(DATABASE, "session", "extra_float_digits");
	}

	@AfterAll
	static void stopPgBouncers() {
		Stream.of(refusing, ignoring, session).forEach(PgBouncer::close);
	}

	@BeforeEach
	void cleanDatabase() {
		execute(direct(), "drop schema public cascade", "create schema public");
	}

	/**
	 * The control: what happens behind the same pooler without us.
	 */
	@Test
	void plainPoolFails() throws Exception {
		execute(direct(), "create table item (id bigint generated always as identity, name text)");
		try (HikariDataSource plain = new HikariDataSource()) {
			plain.setJdbcUrl(jdbcUrl(refusing));
			plain.setUsername(DATABASE.migrator());
			plain.setPassword(DATABASE.migratorPassword());
			plain.setMaximumPoolSize(CLIENTS);
			PreparedLoad load = PreparedLoad.run(plain, CLIENTS, LOAD);
			assertThat(load.failures()).as(load.toString()).isGreaterThan(load.calls() / 100);
			assertThat(load.toString()).contains("prepared statement");
		}
	}

	@ParameterizedTest
	@EnumSource(Bouncer.class)
	void whenPoolerIsKnownThenNothingFails(Bouncer bouncer, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start(bouncer.process(), "chanuka.db.pooler.mode=transaction",
				"chanuka.db.migration.url=" + directUrl())) {
			assertNothingFails(context);
		}
		assertThat(output).doesNotContain(FOUND);
	}

	@ParameterizedTest
	@EnumSource(Bouncer.class)
	void whenPoolerIsUnknownThenItIsFoundAndNothingFails(Bouncer bouncer, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start(bouncer.process(),
				"chanuka.db.migration.url=" + directUrl(), "chanuka.db.lock-timeout=5s")) {
			assertNothingFails(context);
		}
		assertThat(output).containsOnlyOnce(FOUND);
		assertThat(output.getOut().lines().filter((line) -> line.contains(FOUND))).singleElement()
			.satisfies((line) -> assertThat(line).contains("WARN", "set chanuka.db.pooler.mode to transaction",
					"ALTER ROLE \"" + DATABASE.migrator() + "\" SET lock_timeout = '5000ms'"));
	}

	private static void assertNothingFails(ConfigurableApplicationContext context) throws Exception {
		RuntimePool pool = context.getBean(RuntimePool.class);
		PreparedLoad load = PreparedLoad.run(pool, CLIENTS, LOAD);
		assertThat(load.failures()).as(load.toString()).isZero();
		assertThat(load.calls()).isGreaterThan(CLIENTS * 10);
		PhysicalConnectionSource source = pool.source();
		assertThat(source).isNotNull();
		assertThat(source.sessions().poolerEvidence()).isEqualTo(PoolerEvidence.POOLED);
		assertThat(source.sessions().kind()).isEqualTo(EndpointKind.TRANSACTION_POOLED);
		assertThat(context.getBean(JdbcTemplate.class)
			.queryForList("select script from flyway_schema_history", String.class)).isNotEmpty();
		DatabaseEndpoint.SessionsDescriptor shown = context.getBean(DatabaseEndpoint.class).database().sessions();
		assertThat(shown.kind()).isEqualTo("transaction-pooled");
		assertThat(shown.probe()).isEqualTo("pooled");
		assertThat(shown.preparesStatements()).isFalse();
		assertThat(shown.queryTimeoutSeconds()).isEqualTo(30);
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "none" })
	void whenOptionsAreRefusedThenOnlyTheFirstConnectionIsRepeated(String mode) throws Exception {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", refusing.url(DATABASE), "pooler.mode", mode));
		PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				new Properties());
		long before = refusing.refusals();
		for (int attempt = 0; attempt < 4; attempt++) {
			try (Connection connection = source.getConnection()) {
				assertThat(ask(connection, "show statement_timeout")).isEqualTo("0");
			}
		}
		assertThat(refusing.refusals() - before).isOne();
		assertThat(source.sessions().plan().initSql()).isNull();
		assertThat(source.sessions().plan().queryTimeoutSeconds()).isEqualTo(30);
	}

	/**
	 * As it happens when a pool opens its first connections in parallel.
	 */
	@Test
	void whenAConnectionWasOpenedBeforeThePoolerWasFoundThenItIsOpenedAgain() throws Exception {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", ignoring.url(DATABASE)));
		AtomicReference<PhysicalConnectionSource> source = new AtomicReference<>();
		CountDownLatch opened = new CountDownLatch(1);
		Driver driver = firstReturnsAfter(opened,
				() -> source.get().sessions().poolerEvidence() != PoolerEvidence.NOT_ASKED);
		source.set(PhysicalConnectionSource.runtime(driver, settings, EndpointSockets.of(settings), new Properties()));
		Future<Connection> early = Executors.newSingleThreadExecutor().submit(() -> source.get().getConnection());
		assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
		source.get().getConnection().close();
		try (Connection connection = early.get(30, TimeUnit.SECONDS)) {
			assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold()).isZero();
		}
		assertThat(source.get().connections().size()).isZero();
	}

	private static Driver firstReturnsAfter(CountDownLatch opened, Callable<Boolean> condition) {
		Driver driver = new org.postgresql.Driver();
		return (Driver) Proxy.newProxyInstance(PgBouncerIT.class.getClassLoader(), new Class<?>[] { Driver.class },
				(proxy, method, arguments) -> {
					boolean first = method.getName().equals("connect") && opened.getCount() > 0;
					Object answer = method.invoke(driver, arguments);
					if (first) {
						opened.countDown();
						Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
					}
					return answer;
				});
	}

	@ParameterizedTest
	@EnumSource(Bouncer.class)
	void whenMigrationsMeetAnUnknownPoolerThenTheStartFailsWithWhatToDo(Bouncer bouncer, CapturedOutput output) {
		Throwable failure = catchThrowable(() -> start(bouncer.process()));
		assertThat(failure).hasRootCauseInstanceOf(PooledMigrationException.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Migrations would go through a pooler at ",
				"Set chanuka.db.migration.url or the variable MIGRATION_DATABASE_URL to the direct endpoint",
				"chanuka.db.migration.allow-pooled=true");
		assertThat(query(direct(), "select count(*) from pg_tables where schemaname = 'public'")).containsExactly("0");
	}

	@Test
	void whenPooledMigrationsAreAllowedThenTheyRun(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(refusing, "chanuka.db.migration.allow-pooled=true")) {
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForList("select script from flyway_schema_history", String.class)).isNotEmpty();
		}
		assertThat(output).containsOnlyOnce(FOUND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "wait", "validate", "none" })
	void whenTheApplicationDoesNotMigrateThenAKnownPoolerIsNoProblem(String mode) {
		start(refusing, "chanuka.db.migration.url=" + directUrl()).close();
		try (ConfigurableApplicationContext context = start(refusing, "chanuka.db.pooler.mode=transaction",
				"chanuka.db.migration.mode=" + mode)) {
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForList("select script from flyway_schema_history", String.class)).isNotEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(Bouncer.class)
	void noTimeoutReachesAnotherClientAndYetTheClientCancels(Bouncer bouncer) throws Exception {
		try (ConfigurableApplicationContext context = start(bouncer.process(),
				"chanuka.db.migration.url=" + directUrl(), "chanuka.db.statement-timeout=2s",
				"chanuka.db.lock-timeout=3s", "chanuka.db.idle-in-transaction-timeout=4s")) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			PreparedLoad.run(jdbc.getDataSource(), CLIENTS, Duration.ofSeconds(1));
			assertThat(timeoutsOfAllServerConnections(bouncer.process())).containsExactly("0 0 0");
			long start = System.nanoTime();
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> jdbc.queryForObject("select pg_sleep(?)::text", String.class, 60))
				.havingRootCause()
				.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1900),
					Duration.ofSeconds(16));
			assertThat(query(direct(),
					"select count(*) from pg_stat_activity where state = 'active' and datname = current_database() "
							+ "and query like '%pg_sleep%' and pid <> pg_backend_pid()"))
				.containsExactly("0");
		}
	}

	@Test
	void behindAPoolerInSessionModeTheTimeoutsHold() {
		try (ConfigurableApplicationContext context = TestApplication.start("chanuka.db.url=" + session.url(DATABASE),
				"chanuka.db.pooler.mode=session", "chanuka.db.pool.max-size=3", "chanuka.db.statement-timeout=7s",
				"chanuka.db.lock-timeout=1500ms", "chanuka.db.idle-in-transaction-timeout=1m")) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			assertThat(jdbc.queryForObject("show statement_timeout", String.class)).isEqualTo("7s");
			assertThat(jdbc.queryForObject("show lock_timeout", String.class)).isEqualTo("1500ms");
			assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class)).isEqualTo("1min");
			PhysicalConnectionSource source = context.getBean(RuntimePool.class).source();
			assertThat(source).isNotNull();
			assertThat(source.sessions().kind()).isEqualTo(EndpointKind.SESSION_POOLED);
			assertThat(source.sessions().poolerEvidence()).isEqualTo(PoolerEvidence.POOLED);
		}
	}

	/**
	 * What other clients of the pooler get, on each of its connections to the server.
	 */
	private static Set<String> timeoutsOfAllServerConnections(PgBouncer bouncer) throws SQLException {
		Set<String> shown = new HashSet<>();
		Set<String> servers = new HashSet<>();
		List<Connection> others = new ArrayList<>();
		DataSource dataSource = dataSource(jdbcUrl(bouncer));
		try {
			for (int number = 0; number < PgBouncer.SERVER_CONNECTIONS; number++) {
				Connection other = dataSource.getConnection();
				others.add(other);
				other.setAutoCommit(false);
				servers.add(ask(other, "select pg_backend_pid()"));
				shown.add(ask(other, "show statement_timeout") + " " + ask(other, "show lock_timeout") + " "
						+ ask(other, "show idle_in_transaction_session_timeout"));
			}
		}
		finally {
			for (Connection other : others) {
				other.close();
			}
		}
		assertThat(servers).hasSize(PgBouncer.SERVER_CONNECTIONS);
		return shown;
	}

	private static ConfigurableApplicationContext start(PgBouncer bouncer, String... properties) {
		return TestApplication
			.start(Stream
				.concat(Stream.of("chanuka.db.url=" + bouncer.url(DATABASE),
						"management.endpoints.jmx.exposure.include=database", "spring.jmx.enabled=true",
						"chanuka.db.pool.max-size=" + CLIENTS,
						"chanuka.db.pool.min-idle=" + PgBouncer.SERVER_CONNECTIONS), Stream.of(properties))
				.toArray(String[]::new));
	}

	private static String directUrl() {
		return DATABASE.migrationUrl();
	}

	private static String jdbcUrl(PgBouncer bouncer) {
		return "jdbc:postgresql://127.0.0.1:" + bouncer.port() + "/" + DATABASE.name();
	}

	private static DataSource direct() {
		return dataSource("jdbc:" + DATABASE.bareUrl());
	}

	private static DataSource dataSource(String url) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(url);
		dataSource.setUser(DATABASE.migrator());
		dataSource.setPassword(DATABASE.migratorPassword());
		dataSource.setPrepareThreshold(0);
		return dataSource;
	}

	private static void execute(DataSource dataSource, String... statements) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		Stream.of(statements).forEach(jdbc::execute);
	}

	private static List<String> query(DataSource dataSource, String sql) {
		return new JdbcTemplate(dataSource).queryForList(sql, String.class);
	}

	private static String ask(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	/**
	 * What becomes of options at the start of a session.
	 */
	enum Bouncer {

		/**
		 * They are an error.
		 */
		REFUSING,

		/**
		 * They are ignored.
		 */
		IGNORING;

		PgBouncer process() {
			return switch (this) {
				case REFUSING -> refusing;
				case IGNORING -> ignoring;
			};
		}

	}

}
