package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What properties of the pool do, as far as it shows within seconds. The maximum of uses
 * has {@link MaximumUsesIT}, the timeouts {@link BlackHoleIT}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BorrowPropertiesIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void maxSizeIsTheMostConnectionsThatTheServerSeesAndConnectionTimeoutEndsTheWait() throws Exception {
		try (ConfigurableApplicationContext context = start("chanuka.db.pool.max-size=2", "chanuka.db.pool.min-idle=0",
				"chanuka.db.pool.connection-timeout=1s")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			try (Connection first = pool.getConnection(); Connection second = pool.getConnection()) {
				assertThat(List.of(first, second)).doesNotContainNull();
				long start = System.nanoTime();
				assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(pool::getConnection);
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
						Duration.ofSeconds(8));
				assertThat(this.database.connectedUsers()).hasSize(2);
			}
		}
	}

	@Test
	void minIdleIsKeptOpenWithoutAnyBorrow() {
		try (ConfigurableApplicationContext context = start("chanuka.db.pool.min-idle=4")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(pool.snapshot().idle()).isEqualTo(4));
			assertThat(this.database.connectedUsers()).hasSizeGreaterThanOrEqualTo(4);
		}
	}

	@Test
	void leakDetectionThresholdReportsWhatIsBorrowedForLonger(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start("chanuka.db.pool.leak-detection-threshold=2s")) {
			List<Connection> kept = new ArrayList<>();
			kept.add(context.getBean(RuntimePool.class).getConnection());
			Awaitility.await()
				.atMost(Duration.ofSeconds(16))
				.until(() -> output.getOut().contains("Connection leak detection triggered"));
			kept.get(0).close();
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return TestApplication
			.start(Stream.concat(Stream.of("chanuka.db.url=" + this.database.migrationUrl()), Stream.of(properties))
				.toArray(String[]::new));
	}

}
