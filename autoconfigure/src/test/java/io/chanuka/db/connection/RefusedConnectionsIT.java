package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that has fewer connections than the pool would like.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedConnectionsIT {

	private static final Log logger = LogFactory.getLog(RefusedConnectionsIT.class);

	private static final Duration DURATION = Duration.ofSeconds(8);

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenNoConnectionIsRequestedThenTheServerIsNotRetried(CapturedOutput output) throws Exception {
		PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " connection limit 3");
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(1))) {
			pool.setMinimumIdle(1);
			List<Connection> borrowed = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				borrowed.add(pool.getConnection());
			}
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection)
					.withMessageContaining("too-many-connections");
			}
			for (Connection connection : borrowed) {
				connection.close();
			}
			PhysicalConnectionSource source = pool.source();
			// HikariCP's own thread may try once more.
			Awaitility.await()
				.during(Duration.ofMillis(500))
				.atMost(Duration.ofSeconds(20))
				.until(() -> source.outage() == null);
			long refusals = refusals(source);
			assertThat(refusals).isPositive();
			Awaitility.await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
			assertThat(refusals(source)).isEqualTo(refusals);
			assertThat(pool.snapshot().idle()).isEqualTo(3);
		}
		assertThat(output).containsOnlyOnce("accepts no more connections (too-many-connections)");
	}

	/**
	 * Each attempt costs the server a process, and all instances do the same.
	 */
	@Test
	void whenTheMinimumCannotBeOpenedThenAttemptsGetRare(CapturedOutput output) {
		PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " connection limit 3");
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(20))) {
			Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
				pool.getConnection().close();
				return refusals(pool.source()) > 0;
			});
			long before = refusals(pool.source());
			Awaitility.await().pollDelay(DURATION).atMost(DURATION.plusSeconds(20)).until(() -> true);
			long refused = refusals(pool.source()) - before;
			logger.info(LogMessage.format("A full server refused %d attempts in %d s", refused, DURATION.toSeconds()));
			assertThat(refused).isBetween(1L, 10L);
			assertThat(pool.snapshot().total()).isEqualTo(3);
		}
		assertThat(output).containsOnlyOnce("accepts no more connections (too-many-connections)");
	}

	@Test
	void whenTheServerAcceptsConnectionsAgainThenThatIsLoggedOnce(CapturedOutput output) {
		PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " connection limit 3");
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(20))) {
			Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
				pool.getConnection().close();
				return pool.source().outage() != null;
			});
			PostgresServer.execute("postgres", "alter role " + this.database.runtime() + " connection limit -1");
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pool.snapshot().idle() >= 5);
			assertThat(output).doesNotContain("accepts connections again");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(output).containsOnlyOnce("accepts connections again after"));
		}
	}

	private static long refusals(PhysicalConnectionSource source) {
		return source.counts().failed().get(FailureKind.TOO_MANY_CONNECTIONS);
	}

}
