package io.chanuka.db.connection.recovery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.Clients;
import io.chanuka.db.pool.Outage;
import io.chanuka.db.pool.PoolView;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.RuntimePoolView;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Outages, of a real server and of servers that behave like one in trouble.
 */
@Timeout(180)
class RecoveryIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Those of applications that other tests have left in the cache.
	 */
	private final Set<Thread> before = threads();

	@AfterEach
	void noThreadIsLeft() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(threads()).isSubsetOf(this.before));
	}

	@Test
	void afterEachOutageThePoolWorksAtOnceAndIsFullAgain() throws Exception {
		try (RestartableServer server = new RestartableServer();
				RuntimePool pool = TestPools.of(server.url(), TIMEOUT);
				Clients clients = new Clients(pool)) {
			awaitFull(pool);
			for (Duration length : new Duration[] { Duration.ofSeconds(2), Duration.ZERO }) {
				Duration lag = Outage.of(server, length, clients).get(clients);
				assertThat(lag).isLessThan(Duration.ofSeconds(2));
				awaitFull(pool);
				assertThat(clients.longestWait()).isLessThan(TIMEOUT);
			}
			assertThat(pool.source().outage()).isNull();
			clients.stop();
			assertAgree(server, pool.source());
		}
	}

	private static void awaitFull(RuntimePool pool) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pool.snapshot().total() == 10);
	}

	private static void assertAgree(RestartableServer server, PhysicalConnectionSource source) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			ConnectionsSnapshot counts = source.counts();
			assertThat(counts.opened() - counts.closedForAnyReason()).isEqualTo(server.connections())
				.isEqualTo(source.connections().size());
		});
		ConnectionsSnapshot counts = source.counts();
		assertThat(counts.closed().get(CloseReason.ERROR) + counts.closed().get(CloseReason.VALIDATION))
			.isEqualTo(counts.closedForAnyReason())
			.isGreaterThanOrEqualTo(20);
	}

	@Test
	void whenTheServerFreezesThenAllGoesOnWhenItThaws() throws Exception {
		try (RestartableServer server = new RestartableServer();
				RuntimePool pool = TestPools.of(server.url(), TIMEOUT);
				Clients clients = new Clients(pool)) {
			awaitFull(pool);
			server.freeze(true);
			Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
			clients.reset();
			server.freeze(false);
			Awaitility.await().atMost(Duration.ofSeconds(2)).until(clients::haveSucceeded);
			awaitFull(pool);
			assertThat(clients.failures()).isZero();
		}
	}

	@Test
	void whenTheOutageOutlivesTheAcquireTimeoutThenCallersTimeOutWithTheReason() throws Exception {
		try (RestartableServer server = new RestartableServer();
				RuntimePool pool = TestPools.of(server.url(), Duration.ofSeconds(1))) {
			pool.getConnection().close();
			server.kill();
			// One that was used a moment ago is handed out without validation.
			pool.getHikariPoolMXBean().softEvictConnections();
			long start = System.nanoTime();
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> pool.getConnection().close())
					.withMessageContaining("Database unavailable: unreachable");
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(16));
			PoolView view = new RuntimePoolView(pool);
			assertThat(view.outage()).extracting(ConnectionFailure::kind).isEqualTo(FailureKind.UNREACHABLE);
			assertThat(view.connections().failed().get(FailureKind.UNREACHABLE)).isPositive();
			server.start();
			Awaitility.await().atMost(Duration.ofSeconds(8)).ignoreExceptions().until(() -> canBorrow(pool));
			assertThat(view.outage()).isNull();
		}
	}

	private static boolean canBorrow(RuntimePool pool) throws SQLException {
		try (Connection connection = pool.getConnection()) {
			return connection.isValid(1);
		}
	}

	@Test
	void whenTheServerStartsUpThenItIsWaitedForAndAWrongPasswordEndsThat() throws Exception {
		AtomicReference<String> state = new AtomicReference<>("57P03");
		try (FakeServer server = FakeServer.answering(state::get); PhysicalConnectionSource source = source(server)) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
			CompletableFuture<Connection> parked = parked(source);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() > 3);
			assertThat(parked).isNotDone();
			state.set("28P01");
			assertThat(parked).failsWithin(Duration.ofSeconds(20));
			assertThat(source.outage()).isNull();
			assertThat(source.counters().lastFailure().kind()).isEqualTo(FailureKind.AUTHENTICATION);
			noThreadIsLeft();
			int attempts = server.connections();
			assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
			assertThat(server.connections()).isEqualTo(attempts + 1);
			assertThat(source.counts().failed()).containsEntry(FailureKind.AUTHENTICATION, 3L);
		}
	}

	@Test
	void closeDuringAnOutageReturnsAtOnce() {
		RuntimePool pool = TestPools.of(url(FakeServer.refusedPort()), TIMEOUT);
		assertClosesAtOnce(pool, () -> pool.source().outage() != null);
	}

	@Test
	void closeReturnsAtOnceWhileTheServerDoesNotAnswerTheFirstAttempt() throws Exception {
		try (FakeServer server = FakeServer.silent()) {
			RuntimePool pool = TestPools.of(url(server.port()), TIMEOUT);
			assertClosesAtOnce(pool, () -> server.connections() > 0);
		}
	}

	@Test
	void closeReturnsAtOnceWhileTheServerDoesNotAnswerAttemptsAhead() throws Exception {
		try (FakeServer server = FakeServer.silent()) {
			RuntimePool pool = TestPools.of(url(server.port()), TIMEOUT);
			pool.warmUp();
			assertClosesAtOnce(pool, () -> server.connections() >= 5);
		}
	}

	/**
	 * A thread waits for a connection; HikariCP lets it wait until its timeout, which is
	 * not what is tested here.
	 */
	private static void assertClosesAtOnce(RuntimePool pool, Callable<Boolean> trouble) {
		Thread caller = new Thread(() -> {
			try {
				pool.getConnection();
			}
			catch (SQLException ex) {
				// The pool closes.
			}
		});
		caller.setDaemon(true);
		caller.start();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(trouble);
		long start = System.nanoTime();
		pool.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
		caller.interrupt();
	}

	@Test
	void aParkedThreadCanBeInterrupted() throws Exception {
		try (PhysicalConnectionSource source = source(FakeServer.refusedPort())) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
			AtomicReference<Boolean> flag = new AtomicReference<>();
			Thread adder = new Thread(() -> {
				try {
					source.getConnection();
				}
				catch (SQLException ex) {
					flag.set(Thread.currentThread().isInterrupted());
				}
			});
			adder.start();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> adder.getState() == Thread.State.WAITING);
			adder.interrupt();
			adder.join(20_000);
			assertThat(flag).hasValue(true);
		}
	}

	@Test
	void aConnectingThreadCanBeInterrupted() throws Exception {
		try (FakeServer server = FakeServer.silent(); PhysicalConnectionSource source = source(server)) {
			CompletableFuture<SQLException> failure = new CompletableFuture<>();
			Thread adder = new Thread(() -> {
				try {
					source.getConnection();
				}
				catch (SQLException ex) {
					failure.complete(ex);
				}
			});
			adder.start();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() > 0);
			adder.interrupt();
			assertThat(failure).succeedsWithin(Duration.ofSeconds(5));
		}
	}

	@Test
	void whenThePoolsDemandIsNotKnownThenItIsNotParkedForEver() throws Exception {
		try (RestartableServer server = new RestartableServer();
				PhysicalConnectionSource source = TestPools.source(server.url())) {
			source.recoverFor(() -> {
				throw new IllegalStateException("unknown");
			});
			server.kill();
			assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
			CompletableFuture<Void> parked = parked(source).thenAccept(RecoveryIT::close);
			server.start();
			// It may come before the server accepts, and fail; the prober's own end is
			// meant.
			Awaitility.await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20)).until(parked::isDone);
			Awaitility.await()
				.dontCatchUncaughtExceptions()
				.atMost(Duration.ofSeconds(20))
				.ignoreExceptions()
				.untilAsserted(() -> source.getConnection().close());
		}
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whatIsNotAcquiredAfterAnOutageIsClosed() throws Exception {
		try (RestartableServer server = new RestartableServer();
				PhysicalConnectionSource source = TestPools.source(server.url())) {
			source.recoverFor(() -> 3);
			server.kill();
			assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
			server.start();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> source.connections().size() == 3);
			source.getConnection().close();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> source.connections().size() == 0);
			assertThat(source.counts().closed()).containsEntry(CloseReason.RETIRED, 3L);
			assertThat(source.counts().opened()).isEqualTo(3);
		}
	}

	@Test
	void afterCloseNothingIsOpened() throws Exception {
		PhysicalConnectionSource source = TestPools.source(PostgresServer.newDatabase().runtimeUrl());
		source.recoverFor(() -> 1);
		source.preopened().fill(2, Duration.ZERO);
		assertThat(source.preopened().awaitAttempts(TIMEOUT)).isEqualTo(2);
		source.close();
		source.preopened().fill(2, Duration.ZERO);
		assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
		assertThat(source.counts().closed()).containsEntry(CloseReason.SHUTDOWN, 2L);
		assertThat(source.connections().size()).isZero();
		assertThat(source.counts().opened()).isEqualTo(2);
		assertThat(source.counters().lastFailure()).isNull();
	}

	private static CompletableFuture<Connection> parked(PhysicalConnectionSource source) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return source.getConnection();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static PhysicalConnectionSource source(FakeServer server) {
		return source(server.port());
	}

	private static PhysicalConnectionSource source(int port) {
		PhysicalConnectionSource source = TestPools.source(url(port));
		source.recoverFor(() -> 1);
		return source;
	}

	private static String url(int port) {
		return "postgresql://u:p@127.0.0.1:" + port + "/db?sslmode=disable";
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("chanuka-db-prober ")
					|| thread.getName().startsWith("chanuka-db-opener "))
			.collect(Collectors.toSet());
	}

}
