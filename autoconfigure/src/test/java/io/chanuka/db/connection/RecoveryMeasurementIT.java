package io.chanuka.db.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.Clients;
import io.chanuka.db.pool.Outage;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.testsupport.RestartableServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how soon the pool works again after outages of four lengths, five times each,
 * and plain HikariCP in the same outages. Run by hand on an idle machine:
 * {@code mvn -Pendurance -pl autoconfigure -am verify}.
 */
@Tag("endurance")
class RecoveryMeasurementIT {

	private static final Log logger = LogFactory.getLog(RecoveryMeasurementIT.class);

	private static final int REPETITIONS = 5;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Test
	void thePoolWorksWithinAQuarterOfASecondInTheMedian() throws Exception {
		try (RestartableServer server = new RestartableServer();
				RuntimePool pool = TestPools.of(server.url(), TIMEOUT);
				HikariDataSource plain = plain(server);
				Clients clients = new Clients(pool);
				Clients control = new Clients(plain)) {
			StringBuilder table = new StringBuilder();
			for (int seconds : new int[] { 2, 8, 15, 18 }) {
				Measured measured = measure(server, Duration.ofSeconds(seconds), pool, clients, control);
				table.append(measured.rows(seconds));
				logger.info("So far\n" + table);
				assertThat(median(measured.ours())).isLessThan(Duration.ofMillis(250));
			}
		}
	}

	private static Measured measure(RestartableServer server, Duration length, RuntimePool pool, Clients clients,
			Clients control) {
		Measured measured = new Measured(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		for (int i = 0; i < REPETITIONS; i++) {
			awaitFull(pool);
			Map<Clients, Duration> lags = Outage.of(server, length, clients, control);
			measured.ours().add(lags.get(clients));
			measured.plain().add(lags.get(control));
			awaitFull(pool);
			measured.waits().add(clients.longestWait());
			assertThat(clients.longestWait()).isLessThan(TIMEOUT);
			assertAgree(pool.source(), server);
		}
		return measured;
	}

	private static void awaitFull(RuntimePool pool) {
		Awaitility.await().atMost(TIMEOUT).until(() -> pool.snapshot().total() == 10);
	}

	/**
	 * The control shares the user and has ten connections too.
	 */
	private static void assertAgree(PhysicalConnectionSource source, RestartableServer server) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			ConnectionsSnapshot counts = source.counts();
			assertThat(counts.opened() - counts.closedForAnyReason()).isEqualTo(10)
				.isEqualTo(source.connections().size());
			assertThat(server.connections()).isEqualTo(20);
			assertThat(counts.closed()).containsEntry(CloseReason.RETIRED, 0L);
		});
	}

	/**
	 * As Spring Boot makes it without us.
	 */
	private static HikariDataSource plain(RestartableServer server) {
		HikariDataSource plain = new HikariDataSource();
		plain.setJdbcUrl(server.jdbcUrl());
		plain.setUsername(RestartableServer.USER);
		plain.setPassword(RestartableServer.PASSWORD);
		plain.setMaximumPoolSize(10);
		plain.setConnectionTimeout(TIMEOUT.toMillis());
		return plain;
	}

	private static Duration median(List<Duration> durations) {
		return durations.stream().sorted().toList().get(durations.size() / 2);
	}

	private static String text(List<Duration> durations) {
		return median(durations).toMillis() + " ("
				+ durations.stream().sorted().map((each) -> "" + each.toMillis()).collect(Collectors.joining(", "))
				+ ")";
	}

	private record Measured(List<Duration> ours, List<Duration> plain, List<Duration> waits) {

		String rows(int seconds) {
			return "| " + seconds + " s | " + text(this.ours) + " | " + text(this.plain) + " | " + text(this.waits)
					+ " |\n";
		}

	}

}
