package io.chanuka.db.pool;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.testsupport.DelayProxy;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TlsServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many round trips the start of an application costs, counted by a proxy whose round
 * trip is longer than the client needs to send what belongs together.
 */
@Timeout(240)
class RoundTripsIT {

	private static final Duration ONE_WAY = Duration.ofMillis(100);

	private static final String[] POOL = { "chanuka.db.environment=production", "chanuka.db.pool.min-idle=5",
			"chanuka.db.pool.max-size=5" };

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenTheServerHasNoTlsThenAConnectionCostsThreeRoundTripsAndTheFirstFour() throws IOException {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY);
				ConfigurableApplicationContext context = start(
						"chanuka.db.url=" + redirected(this.database.runtimeUrl(), this.database.port(), proxy),
						"chanuka.db.ssl.mode=disable", "spring.flyway.enabled=false")) {
			assertThat(context.getBean(RuntimePool.class).source().connections().size()).isEqualTo(5);
			assertThat(descending(proxy.roundTrips())).containsExactly(4, 3, 3, 3, 3);
		}
	}

	@Test
	void whenTheServerHasTlsThenAConnectionCostsFiveRoundTripsAndTheFirstSix() throws IOException {
		TestCertificates authority = TestCertificates.authority("ca");
		try (TlsServer server = TlsServer.start(authority, authority.sign("localhost"));
				DelayProxy proxy = new DelayProxy(server.port(), ONE_WAY);
				ConfigurableApplicationContext context = start(
						"chanuka.db.url=" + redirected(server.url("encrypted"), server.port(), proxy),
						"chanuka.db.ssl.root-certificate=" + authority.certificatePem(),
						"spring.flyway.enabled=false")) {
			assertThat(context.getBean(RuntimePool.class).source().connections().size()).isEqualTo(5);
			assertThat(descending(proxy.roundTrips())).containsExactly(6, 5, 5, 5, 5);
		}
	}

	@Test
	void whenThereIsNothingToMigrateThenMigrationCostsOneConnectionAndOneQuery() throws IOException {
		String runtime = "chanuka.db.url=" + this.database.runtimeUrl();
		start(runtime, "chanuka.db.migration.url=" + this.database.migrationUrl()).close();
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY)) {
			start(runtime,
					"chanuka.db.migration.url=" + redirected(this.database.migrationUrl(), this.database.port(), proxy),
					"chanuka.db.ssl.mode=disable")
				.close();
			assertThat(proxy.roundTrips()).as("login 3, detection of a pooler, query, terminate").containsExactly(6);
		}
	}

	@Test
	void whenThereIsNothingToMigrateThenMigrationWithTlsCostsEightRoundTrips() throws IOException {
		TestCertificates authority = TestCertificates.authority("ca");
		try (TlsServer server = TlsServer.start(authority, authority.sign("localhost"));
				DelayProxy proxy = new DelayProxy(server.port(), ONE_WAY)) {
			String runtime = "chanuka.db.url=" + server.url("encrypted");
			String trusted = "chanuka.db.ssl.root-certificate=" + authority.certificatePem();
			start(runtime, trusted).close();
			start(runtime, trusted,
					"chanuka.db.migration.url=" + redirected(server.url("encrypted"), server.port(), proxy))
				.close();
			assertThat(proxy.roundTrips()).as("login 5, detection of a pooler, query, terminate").containsExactly(8);
		}
	}

	/**
	 * The same endpoint for both. Plain Spring Boot needs 98.
	 */
	@Test
	void whenThereIsNothingToMigrateThenTheWholeStartCostsThirtyFourRoundTrips() throws IOException {
		TestCertificates authority = TestCertificates.authority("ca");
		try (TlsServer server = TlsServer.start(authority, authority.sign("localhost"));
				DelayProxy proxy = new DelayProxy(server.port(), ONE_WAY)) {
			String trusted = "chanuka.db.ssl.root-certificate=" + authority.certificatePem();
			start("chanuka.db.url=" + server.url("encrypted"), trusted).close();
			try (ConfigurableApplicationContext context = start(
					"chanuka.db.url=" + redirected(server.url("encrypted"), server.port(), proxy), trusted)) {
				assertThat(context.getBean(RuntimePool.class).source().connections().size()).isEqualTo(5);
				assertThat(descending(proxy.roundTrips())).as("migration 8, pool 6 and four times 5")
					.containsExactly(8, 6, 5, 5, 5, 5);
			}
		}
	}

	@Test
	void whenAMigrationIsAppliedThenItsStampNeedsNoConnectionOfItsOwn() throws IOException {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), ONE_WAY)) {
			start("chanuka.db.url=" + this.database.runtimeUrl(),
					"chanuka.db.migration.url=" + redirected(this.database.migrationUrl(), this.database.port(), proxy),
					"chanuka.db.ssl.mode=disable")
				.close();
			assertThat(proxy.roundTrips()).as("login 3, detection of a pooler, 2 queries, Flyway, stamp 2, terminate")
				.containsExactly(69);
		}
	}

	@Test
	void whenTheServerEndsPreopenedConnectionsThenTheyAreNotHandedOut() throws SQLException {
		try (PhysicalConnectionSource source = TestPools.source(this.database.runtimeUrl())) {
			source.recoverFor(() -> 2);
			source.preopened().fill(2, Duration.ZERO);
			assertThat(source.preopened().awaitAttempts(Duration.ofSeconds(20))).isEqualTo(2);
			List<PhysicalConnection> ended = source.connections().list();
			Awaitility.await().until(() -> ended.stream().allMatch((one) -> one.age() > 600_000_000));
			this.database.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = '"
					+ this.database.runtime() + "'");
			try (Connection connection = source.getConnection()) {
				assertThat(connection.isValid(5)).isTrue();
				assertThat(ended).doesNotContain((PhysicalConnection) connection);
			}
		}
	}

	@Test
	void whenTheRoleHasAnIsolationLevelThenThePoolRestoresIt() throws SQLException {
		PostgresServer.execute("postgres",
				"alter role " + this.database.runtime() + " set default_transaction_isolation = 'repeatable read'");
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(20))) {
			pool.setMaximumPoolSize(1);
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
				connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
				assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
			}
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
			}
		}
	}

	private static List<Integer> descending(List<Integer> roundTrips) {
		List<Integer> sorted = new ArrayList<>(roundTrips);
		sorted.sort(Collections.reverseOrder());
		return sorted;
	}

	private static String redirected(String url, int port, DelayProxy proxy) {
		return url.replace(":" + port + "/", ":" + proxy.port() + "/");
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return TestApplication
			.start(Stream.concat(Arrays.stream(POOL), Arrays.stream(properties)).toArray(String[]::new));
	}

}
