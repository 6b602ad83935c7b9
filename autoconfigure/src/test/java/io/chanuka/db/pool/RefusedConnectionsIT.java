package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that has fewer connections than the pool would like.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedConnectionsIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenNobodyWantsMoreThenTheServerIsLeftAlone(CapturedOutput output) throws Exception {
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
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> source.outage() == null);
			long refusals = refusals(source);
			assertThat(refusals).isPositive();
			Awaitility.await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
			assertThat(refusals(source)).isEqualTo(refusals);
			assertThat(pool.snapshot().idle()).isEqualTo(3);
		}
		assertThat(output.getOut().split("can be opened: too-many-connections", -1)).hasSize(2);
	}

	private static long refusals(PhysicalConnectionSource source) {
		return source.counts().failed().get(FailureKind.TOO_MANY_CONNECTIONS);
	}

}
