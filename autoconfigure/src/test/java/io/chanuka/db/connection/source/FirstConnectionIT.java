package io.chanuka.db.connection.source;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.DelayProxy;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Attempts to open a first connection, of which some are not answered.
 */
@Timeout(120)
class FirstConnectionIT {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenAnAttemptIsNotAnsweredThenALaterOneConnects() throws Exception {
		try (BlackHole server = new BlackHole(this.database.port());
				PhysicalConnectionSource source = source(server.port())) {
			server.swallow();
			CompletableFuture<Void> connected = CompletableFuture.runAsync(() -> openAgain(source));
			Awaitility.await().atMost(LONG).until(() -> server.accepted().size() > 1);
			assertThat(connected).isNotDone();
			server.answer();
			assertThat(connected).succeedsWithin(OverlappingAttempts.DISTANCE.multipliedBy(8));
			assertThat(source.connections().size()).isEqualTo(1);
			assertThat(source.counts().opened()).isEqualTo(1);
		}
	}

	@Test
	void whenNoneIsAnsweredForLongThenOnlyAFewAreInProgress() throws Exception {
		try (BlackHole server = new BlackHole(this.database.port())) {
			PhysicalConnectionSource source = source(server.port());
			server.swallow();
			CompletableFuture<Void> connected = CompletableFuture.runAsync(() -> openAgain(source));
			Awaitility.await().atMost(LONG).until(() -> server.accepted().size() > OverlappingAttempts.MOST + 2);
			assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> thread.getName().contains("startup opener")
						&& thread.getName().endsWith(":" + server.port()))
				.hasSizeLessThanOrEqualTo(OverlappingAttempts.MOST + 1);
			source.close();
			assertThat(connected).failsWithin(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void whenALoginTakesLongThenTheOldestAttemptConnects() throws IOException, SQLException {
		Duration oneWay = OverlappingAttempts.DISTANCE;
		try (DelayProxy server = new DelayProxy(this.database.port(), oneWay);
				PhysicalConnectionSource source = source(server.port())) {
			source.first().openAgain();
			assertThat(server.roundTrips()).hasSizeGreaterThan(OverlappingAttempts.MOST);
			Awaitility.await().atMost(LONG).until(() -> source.connections().size() == 1);
		}
	}

	@Test
	void whenTheServerRefusesThenEachAttemptFails() throws IOException {
		try (PhysicalConnectionSource source = source(FakeServer.refusedPort())) {
			for (int attempt = 1; attempt <= 3; attempt++) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> source.first().openAgain())
					.satisfies((ex) -> assertThat(ConnectionFailure.of(ex).kind()).isEqualTo(FailureKind.UNREACHABLE));
				assertThat(source.counts().failed()).containsEntry(FailureKind.UNREACHABLE, (long) attempt);
			}
		}
	}

	private static void openAgain(PhysicalConnectionSource source) {
		try {
			source.first().openAgain();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private PhysicalConnectionSource source(int port) {
		return TestPools.source(this.database.runtimeUrl().replace(":" + this.database.port() + "/", ":" + port + "/"),
				Map.of("connect-timeout", Duration.ofSeconds(30), "ssl.mode", "disable"));
	}

}
