package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLTransientConnectionException;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the message of an acquire that timed out.
 */
class AcquireTimeoutMessageIT {

	@Test
	void namesTheConnectionThatIsActiveForLongest() throws Exception {
		try (ConfigurableApplicationContext context = TestApplication.start(
				"chanuka.db.url=" + PostgresServer.newDatabase().migrationUrl(), "chanuka.db.pool.max-size=1",
				"chanuka.db.pool.min-idle=1", "chanuka.db.pool.connection-timeout=250ms")) {
			DataSource dataSource = context.getBean(DataSource.class);
			Connection held = dataSource.getConnection();
			try {
				assertTimesOut(dataSource, "(total=1, active=1, idle=0, waiting=0)");
				assertTimesOut(dataSource, ". Connections are held by '" + Thread.currentThread().getName() + "' for ");
			}
			finally {
				held.close();
			}
		}
	}

	private static void assertTimesOut(DataSource dataSource, String message) {
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("request timed out after 2")
			.withMessageContaining(message);
	}

}
