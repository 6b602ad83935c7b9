package io.chanuka.db.pool;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pool that is to fail if the server is unreachable when it starts. HikariCP tries
 * again itself then, while it holds a lock.
 */
@Timeout(120)
class InitializationFailTimeoutIT {

	@Test
	void whenTheServerIsUnreachableThenTheFirstAcquireFailsAndALaterOneStartsThePool() throws Exception {
		try (RestartableServer server = new RestartableServer()) {
			server.kill();
			try (ConfigurableApplicationContext context = TestApplication.start("chanuka.db.url=" + server.url(),
					"spring.flyway.enabled=false", "spring.datasource.hikari.initialization-fail-timeout=2000")) {
				RuntimePool pool = context.getBean(RuntimePool.class);
				for (int i = 0; i < 2; i++) {
					long start = System.nanoTime();
					assertThatExceptionOfType(CompletionException.class)
						.isThrownBy(() -> CompletableFuture
							.runAsync(() -> acquire(pool), (task) -> new Thread(task).start())
							.orTimeout(30, TimeUnit.SECONDS)
							.join())
						.withRootCauseInstanceOf(java.net.ConnectException.class);
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1900),
							Duration.ofSeconds(16));
				}
				server.start();
				acquire(pool);
				assertThat(pool.isRunning()).isTrue();
			}
		}
	}

	private static void acquire(RuntimePool pool) {
		try {
			pool.getConnection().close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
