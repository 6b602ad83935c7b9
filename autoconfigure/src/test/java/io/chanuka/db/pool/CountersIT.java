package io.chanuka.db.pool;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every reason for which a connection is closed, brought about for real.
 */
@Timeout(120)
class CountersIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	private final RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(20));

	CountersIT() {
		this.pool.setMinimumIdle(0);
	}

	@AfterEach
	void agreesWithTheServer() {
		this.pool.close();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.database.connectedUsers()).isEmpty());
		ConnectionsSnapshot counts = this.pool.source().counts();
		assertThat(counts.closedForAnyReason()).isEqualTo(counts.opened());
		assertThat(this.pool.source().connections().size()).isZero();
	}

	@Test
	void whenTheMaximumOfUsesIsReachedThenUses() throws Exception {
		this.pool.useLimit().setMaximum(2);
		for (int i = 0; i < 5; i++) {
			this.pool.getConnection().close();
		}
		awaitClosed(CloseReason.USES, 2);
	}

	@Test
	void whenCertificatesAreReplacedThenReload() throws Exception {
		try (Connection borrowed = this.pool.getConnection()) {
			this.pool.getConnection().close();
			this.pool.renew();
			awaitClosed(CloseReason.RELOAD, 1);
			assertThat(borrowed.isValid(5)).isTrue();
		}
		awaitClosed(CloseReason.RELOAD, 2);
	}

	@Test
	void whenCertificatesAreReplacedThenWhatWasOpenedAheadIsClosedToo() throws Exception {
		this.pool.setMinimumIdle(2);
		this.pool.warmUp();
		assertThat(this.pool.source().preopened().awaitAttempts(Duration.ofSeconds(20))).isEqualTo(2);
		this.pool.renew();
		awaitClosed(CloseReason.RELOAD, 2);
		this.pool.getConnection().close();
		assertThat(this.pool.source().counts().opened()).isGreaterThan(2);
	}

	/**
	 * It joins the pool after all others were evicted.
	 */
	@Test
	void whenCertificatesAreReplacedWhileAConnectionIsOpenedThenItIsSoonClosed() throws Exception {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", this.database.runtimeUrl()));
		AtomicBoolean renewed = new AtomicBoolean();
		Driver driver = new org.postgresql.Driver();
		Driver renewing = (Driver) Proxy.newProxyInstance(CountersIT.class.getClassLoader(),
				new Class<?>[] { Driver.class }, (proxy, method, arguments) -> {
					Object answer = method.invoke(driver, arguments);
					if (method.getName().equals("connect") && renewed.compareAndSet(false, true)) {
						this.pool.renew();
					}
					return answer;
				});
		this.pool.setDataSource(
				PhysicalConnectionSource.runtime(renewing, settings, EndpointSockets.of(settings), new Properties()));
		for (int use = 0; use < 5; use++) {
			this.pool.getConnection().close();
		}
		awaitClosed(CloseReason.RELOAD, 1);
		assertThat(this.pool.source().counts().opened()).isEqualTo(2);
	}

	@Test
	void whenAnIdleConnectionDoesNotAnswerThenValidation() throws Exception {
		this.pool.getConnection().close();
		terminate();
		Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
		try (Connection connection = this.pool.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
		awaitClosed(CloseReason.VALIDATION, 1);
	}

	@Test
	void whenTheServerEndsItBetweenTwoStatementsThenError() throws Exception {
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			terminate();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select 1"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isIn("57P01", "08006"));
		}
		awaitClosed(CloseReason.ERROR, 1);
	}

	@Test
	void whenTheServerEndsItInATransactionThenError() throws Exception {
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("select 1");
			terminate();
			assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
		}
		awaitClosed(CloseReason.ERROR, 1);
	}

	@Test
	void whenTheServerEndsItWhileAStatementRunsThenError() throws Exception {
		CountDownLatch failed = new CountDownLatch(1);
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			Thread worker = new Thread(() -> {
				try {
					statement.execute("select pg_sleep(60)");
				}
				catch (SQLException ex) {
					failed.countDown();
				}
			});
			worker.start();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> !backends("and state = 'active' and query like '%pg_sleep%'").isEmpty());
			terminate();
			failed.await();
		}
		awaitClosed(CloseReason.ERROR, 1);
	}

	@Test
	void whenTheApplicationEvictsItThenRetired() throws Exception {
		Connection connection = this.pool.getConnection();
		this.pool.evictConnection(connection);
		awaitClosed(CloseReason.RETIRED, 1);
		this.pool.getConnection().close();
		this.pool.getHikariPoolMXBean().softEvictConnections();
		awaitClosed(CloseReason.RETIRED, 2);
	}

	@Test
	void whenThePoolClosesThenShutdownForBorrowedAndIdleOnes() throws Exception {
		Connection borrowed = this.pool.getConnection();
		this.pool.getConnection().close();
		this.pool.close();
		awaitClosed(CloseReason.SHUTDOWN, 2);
		assertThat(borrowed.isValid(1)).isFalse();
		borrowed.close();
		assertThat(this.pool.source().counts().closedForAnyReason()).isEqualTo(2);
	}

	@Test
	void knowsWhenAConnectionWasOpenedLast() throws Exception {
		assertThat(this.pool.source().counts().lastOpened()).isNull();
		Instant before = Instant.now();
		this.pool.getConnection().close();
		assertThat(this.pool.source().counts().lastOpened()).isBetween(before, Instant.now());
		assertThat(this.pool.source().counts().lastFailure()).isNull();
	}

	@Test
	void whenConnectionsAreOpenedAndEvictedThenTheViewHasTheirCounts() throws Exception {
		PoolView view = new RuntimePoolView(this.pool);
		assertThat(view.poolerEvidence()).isEqualTo(PoolerEvidence.NOT_ASKED);
		try (Connection first = this.pool.getConnection(); Connection second = this.pool.getConnection()) {
			this.pool.evictConnection(second);
			awaitClosed(CloseReason.RETIRED, 1);
			assertThat(view.connections()).isEqualTo(this.pool.source().counts());
			assertThat(view.connections().opened()).isEqualTo(2);
			assertThat(view.connections().open()).isOne();
			assertThat(view.snapshot().active()).isOne();
			assertThat(view.poolerEvidence()).isEqualTo(this.pool.source().sessions().poolerEvidence())
				.isNotEqualTo(PoolerEvidence.POOLED);
			assertThat(first.isValid(5)).isTrue();
		}
	}

	@Test
	void countsFailuresByKindAndKeepsTheLast() throws Exception {
		try (FakeServer server = FakeServer.answering("53300");
				PhysicalConnectionSource source = TestPools
					.source("postgresql://u:p@127.0.0.1:" + server.port() + "/db?sslmode=disable")) {
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
			}
			ConnectionsSnapshot counts = source.counts();
			assertThat(counts.failed()).containsEntry(FailureKind.TOO_MANY_CONNECTIONS, 2L)
				.containsEntry(FailureKind.OTHER, 0L)
				.hasSameSizeAs(FailureKind.values());
			assertThat(counts.lastFailure().sqlState()).isEqualTo("53300");
			assertThat(counts.opened()).isZero();
			assertThat(counts.lastOpened()).isNull();
		}
	}

	private void terminate() {
		backends("").forEach((pid) -> this.database.query("select pg_terminate_backend(" + pid + ", 20000)"));
	}

	private List<String> backends(String condition) {
		return this.database.query("select pid from pg_stat_activity where usename = '" + this.database.runtime() + "' "
				+ "and backend_type = 'client backend' " + condition);
	}

	/**
	 * HikariCP closes on a thread of its own.
	 */
	private void awaitClosed(CloseReason reason, long count) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			Map<CloseReason, Long> closed = this.pool.source().counts().closed();
			assertThat(closed).containsEntry(reason, count);
			assertThat(closed.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(count);
		});
	}

}
