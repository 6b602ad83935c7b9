package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestInput;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PhysicalConnectionSource} on a real PostgreSQL, and on servers that
 * are none.
 */
class PhysicalConnectionSourceIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void knowsTheConnectionsThatAreOpen() throws Exception {
		PhysicalConnectionSource source = source(Map.of());
		Connection first = source.getConnection();
		Connection second = source.getConnection();
		assertThat(source.connections().size()).isEqualTo(2);
		first.close();
		first.close();
		assertThat(source.connections().size()).isEqualTo(1);
		second.abort(Runnable::run);
		assertThat(source.connections().size()).isZero();
	}

	@Test
	void whenThePoolIsGivenOtherCredentialsThenTheyHoldForAllThatFollows() throws Exception {
		try (PhysicalConnectionSource source = source(Map.of())) {
			source.recoverFor(() -> 0);
			source.preopened().fill(2, Duration.ZERO);
			assertThat(source.preopened().awaitAttempts(Duration.ofSeconds(20))).isEqualTo(2);
			try (Connection connection = source.getConnection(this.database.runtime(),
					this.database.runtimePassword())) {
				assertThat(ask(connection, "select current_user")).isEqualTo(this.database.runtime());
			}
			assertThat(source.counts().opened()).isEqualTo(2);
			try (Connection connection = source.getConnection(this.database.migrator(),
					this.database.migratorPassword())) {
				assertThat(ask(connection, "select current_user")).isEqualTo(this.database.migrator());
				assertThat(source.connections().size()).isOne();
			}
			source.preopened().fill(1, Duration.ZERO);
			try (Connection connection = source.getConnection()) {
				assertThat(ask(connection, "select current_user")).isEqualTo(this.database.migrator());
			}
		}
	}

	@Test
	void cutsTheApplicationNameAtACharacterBoundaryOf63Bytes() throws Exception {
		PhysicalConnectionSource source = source(Map.of("application-name", "a".repeat(62) + "ü"));
		try (Connection connection = source.getConnection()) {
			assertThat(ask(connection, "show application_name")).isEqualTo("a".repeat(62));
		}
		PhysicalConnectionSource longer = source(Map.of("application-name", "a".repeat(100)));
		try (Connection connection = longer.getConnection()) {
			assertThat(ask(connection, "show application_name")).isEqualTo("a".repeat(63));
		}
	}

	@Test
	void driverPropertiesBeatThoseOfTheSettings() throws Exception {
		Properties driverProperties = new Properties();
		driverProperties.setProperty("ApplicationName", "theirs");
		DatabaseSettings settings = settings(this.database.runtimeUrl(), Map.of("application-name", "ours"));
		PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				driverProperties);
		try (Connection connection = source.getConnection()) {
			assertThat(ask(connection, "show application_name")).isEqualTo("theirs");
		}
	}

	@Test
	void cancelReachesTheServerAndTheThreadThatWaits() throws Exception {
		PhysicalConnectionSource source = source(Map.of());
		try (Connection busy = source.getConnection(); Connection idle = source.getConnection()) {
			CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
				try {
					return ask(busy, "select pg_sleep(60)::text");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex.getSQLState(), ex);
				}
			});
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> !this.database
					.query("select pid from pg_stat_activity where state = 'active' and query like '%pg_sleep(60)%' "
							+ "and pid <> pg_backend_pid()")
					.isEmpty());
			((PhysicalConnection) busy).cancel();
			((PhysicalConnection) idle).cancel();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
				.withMessageContaining("57014");
			assertThat(ask(idle, "select 'alive'")).isEqualTo("alive");
			assertThat(ask(busy, "select 'alive'")).isEqualTo("alive");
		}
	}

	@Test
	void unwrapsToTheDriversConnection() throws Exception {
		try (Connection connection = source(Map.of()).getConnection()) {
			assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
			assertThat(connection.unwrap(PGConnection.class).getBackendPID())
				.isEqualTo(Integer.parseInt(ask(connection, "select pg_backend_pid()")));
			assertThat(connection.createArrayOf("text", new Object[] { "a" }).getArray())
				.isEqualTo(new String[] { "a" });
		}
	}

	@ParameterizedTest
	@CsvSource({ "57P03, NOT_ACCEPTING, true", "53300, TOO_MANY_CONNECTIONS, true", "28P01, AUTHENTICATION, false",
			"28000, AUTHENTICATION, false", "3D000, UNKNOWN_DATABASE, false", "08P01, PROTOCOL, false",
			"XX000, OTHER, true" })
	void classifiesAnswersOfTheServer(String sqlState, FailureKind kind, boolean isTransient) throws Exception {
		try (FakeServer server = FakeServer.answering(sqlState)) {
			assertThat(failure("postgresql://u:p@localhost:" + server.port() + "/db?sslmode=disable").kind())
				.isEqualTo(kind);
			assertThat(kind.isTransient()).isEqualTo(isTransient);
		}
	}

	@Test
	void classifiesRealRefusals() throws Exception {
		String host = "@127.0.0.1:" + this.database.port();
		assertThat(failure("postgresql://" + this.database.runtime() + ":wrong" + host + "/" + this.database.name())
			.kind()).isEqualTo(FailureKind.AUTHENTICATION);
		assertThat(failure("postgresql://" + this.database.runtime() + host + "/" + this.database.name()).kind())
			.isEqualTo(FailureKind.AUTHENTICATION);
		assertThat(failure("postgresql://postgres" + host + "/no_such").kind()).isEqualTo(FailureKind.UNKNOWN_DATABASE);
		assertThat(failure("postgresql://postgres" + host + "/postgres?sslmode=require").kind())
			.isEqualTo(FailureKind.TLS);
		assertThat(failure("postgresql://postgres@no-such-host.invalid/postgres").kind())
			.isEqualTo(FailureKind.UNKNOWN_HOST);
		assertThat(failure("postgresql://postgres@localhost:" + FakeServer.refusedPort() + "/postgres").kind())
			.isEqualTo(FailureKind.UNREACHABLE);
	}

	@Test
	void whenServerClosesAtOnceThenIsUnreachable() throws Exception {
		try (FakeServer server = FakeServer.closing()) {
			assertThat(failure("postgresql://u:p@localhost:" + server.port() + "/db").kind())
				.isEqualTo(FailureKind.UNREACHABLE);
		}
	}

	@Test
	void whenServerNeverAnswersThenTheLoginTimeoutEndsTheWait() throws Exception {
		try (FakeServer server = FakeServer.silent()) {
			long start = System.nanoTime();
			assertThat(failure("postgresql://u:p@localhost:" + server.port() + "/db").kind())
				.isEqualTo(FailureKind.TIMEOUT);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
					Duration.ofSeconds(8));
		}
	}

	private ConnectionFailure failure(String url) {
		DatabaseSettings settings = settings(url, Map.of("login-timeout", Duration.ofSeconds(1)));
		PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				new Properties());
		assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
		assertThat(source.connections().size()).isZero();
		assertThat(source.counters().lastFailure()).isNotNull();
		return source.counters().lastFailure();
	}

	private PhysicalConnectionSource source(Map<String, Object> values) {
		DatabaseSettings settings = settings(this.database.runtimeUrl(), values);
		return PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), new Properties());
	}

	private static DatabaseSettings settings(String url, Map<String, Object> values) {
		Map<String, InputValue> input = new HashMap<>();
		Map<String, Object> all = new HashMap<>(values);
		all.put("url", url);
		all.forEach((key, value) -> {
			String name = "chanuka.db." + key;
			input.put(name, new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, "test")));
		});
		return TestSettings.resolver().resolve(new TestInput().setAll(input).build());
	}

	private static String ask(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
