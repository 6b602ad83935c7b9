package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.chanuka.db.testsupport.NoStatementContext;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The threads that hold connections, as the view and the timeout name them.
 */
class ConnectionHoldersIT {

	private final CountDownLatch end = new CountDownLatch(1);

	private final String url = PostgresServer.newDatabase().runtimeUrl();

	private final RuntimePool pool = TestPools.of(this.url, Duration.ofSeconds(10));

	private final PoolView view = new RuntimePoolView(this.pool);

	@AfterEach
	void close() {
		this.end.countDown();
		this.pool.close();
	}

	@Test
	void whenConnectionsAreHeldThenTheirThreadsAreListedWithTheLongestFirst() throws SQLException {
		this.pool.setRecordsStacks(true);
		Instant before = Instant.now();
		hold("first");
		hold("second");
		Instant after = Instant.now();
		assertThat(this.view.activeConnections()).extracting(ConnectionHolder::thread)
			.containsExactly("first", "second");
		assertThat(this.view.activeConnections()).allSatisfy((holder) -> {
			assertThat(holder.since()).isBetween(before.minusMillis(5), after.plusMillis(5));
			assertThat(holder.statement()).isNull();
			assertThat(holder.stack().get(0)).contains("ConnectionHoldersIT");
		});
	}

	@Test
	void whenNoConnectionIsHeldThenTheListIsEmpty() throws SQLException {
		assertThat(this.view.activeConnections()).isEmpty();
		this.pool.getConnection().close();
		assertThat(this.view.activeConnections()).isEmpty();
		assertThat(new RuntimePoolView(null).activeConnections()).isEmpty();
	}

	@Test
	void whenStatementsAreLoggedThenTheBeginningOfTheLastOneIsListedUntilTheConnectionIsReturned() throws SQLException {
		logSlowStatements();
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			assertThat(this.view.activeConnections().get(0).statement()).isNull();
			statement.execute("select /* note */ 'pl4nted', 4711,\n" + "1 as columns, ".repeat(20) + "2");
			assertThat(this.view.activeConnections()).singleElement()
				.satisfies((holder) -> assertThat(holder.statement()).hasSize(80)
					.startsWith("select ?, ?, ? as columns, ? as columns"))
				.satisfies((holder) -> assertThat(holder.stack()).isEmpty());
		}
		try (Connection connection = this.pool.getConnection()) {
			assertThat(this.view.activeConnections().get(0).statement()).isNull();
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	@Test
	void whenAStatementIsExecutedAndLoggedThenAnotherThreadSeesIt() throws Exception {
		logSlowStatements();
		CompletableFuture<String> state = new CompletableFuture<>();
		new Thread(() -> {
			try (Connection connection = this.pool.getConnection();
					PreparedStatement statement = connection.prepareStatement("select pg_sleep(?)")) {
				statement.setInt(1, 60);
				statement.execute();
			}
			catch (SQLException ex) {
				state.complete(ex.getSQLState());
			}
		}, "sleeper").start();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.view.activeConnections()
				.stream()
				.anyMatch((holder) -> "select pg_sleep(?)".equals(holder.statement())));
		new PoolOperations(this.pool).evict("sleeper");
		assertThat(state).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void whenAThreadAcquiresItsConnectionAgainThenTheTimeOfTheFormerUseDoesNotCount() throws SQLException {
		this.pool.setMaximumPoolSize(1);
		this.pool.setMinimumIdle(1);
		this.pool.getConnection().close();
		try (Connection connection = this.pool.getConnection()) {
			assertThat(this.view.activeConnections()).hasSize(1);
			assertThat(connection.isValid(5)).isTrue();
		}
		Instant again = Instant.now();
		try (Connection connection = this.pool.getConnection()) {
			assertThat(this.view.activeConnections().get(0).since()).isAfterOrEqualTo(again.minusMillis(5));
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	@Test
	void whenAnAcquireTimesOutThenFiveHoldersAreNamed() {
		this.pool.setMaximumPoolSize(7);
		for (int i = 0; i < 7; i++) {
			hold("holder-" + i);
		}
		this.pool.setConnectionTimeout(300);
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(this.pool::getConnection)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("request timed out after")
				.containsPattern("Connections are held by ('holder-\\d' for \\d+\\.\\d s(, )?){5} and 2 others"));
	}

	@Test
	void whenTheConnectionsOfAThreadAreEvictedThenItGetsAnErrorAndThePoolAnotherConnection() throws Exception {
		this.pool.setMaximumPoolSize(1);
		this.pool.setMinimumIdle(1);
		CompletableFuture<String> state = new CompletableFuture<>();
		CountDownLatch acquired = new CountDownLatch(1);
		new Thread(() -> {
			try (Connection connection = this.pool.getConnection()) {
				acquired.countDown();
				connection.createStatement().execute("select pg_sleep(60)");
			}
			catch (SQLException ex) {
				state.complete(ex.getSQLState());
			}
		}, "sleeper").start();
		acquired.await();
		assertThat(new PoolOperations(this.pool).evict("another")).isZero();
		assertThat(new PoolOperations(this.pool).evict("sleeper")).isEqualTo(1);
		assertThat(state).succeedsWithin(Duration.ofSeconds(20)).asString().matches("08.*|57014");
		try (Connection connection = this.pool.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	@Test
	void whenThePoolIsRenewedThenIdleConnectionsAreReplacedNowAndActiveOnesWhenTheyAreReturned() throws SQLException {
		List<Connection> held = new ArrayList<>(List.of(this.pool.getConnection(), this.pool.getConnection()));
		List<PhysicalConnection> before = this.pool.source().connections().list();
		new PoolOperations(this.pool).renew();
		assertThat(held).allSatisfy((connection) -> assertThat(connection.isValid(5)).isTrue());
		for (Connection connection : held) {
			connection.close();
		}
		try (Connection connection = this.pool.getConnection()) {
			assertThat(before).doesNotContain(connection.unwrap(PhysicalConnection.class));
		}
	}

	private void logSlowStatements() {
		DatabaseSettings settings = TestSettings
			.resolve(Map.of("url", this.url, "statement-log.slow-threshold", Duration.ofHours(1)));
		this.pool.source().follow(DatabaseLogs.of(settings, new NoStatementContext()).runtime());
	}

	/**
	 * Has a thread acquire a connection and hold it.
	 */
	private void hold(String name) {
		CountDownLatch acquired = new CountDownLatch(1);
		new Thread(() -> {
			try (Connection connection = this.pool.getConnection()) {
				acquired.countDown();
				this.end.await();
				connection.clearWarnings();
			}
			catch (SQLException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, name).start();
		try {
			acquired.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
