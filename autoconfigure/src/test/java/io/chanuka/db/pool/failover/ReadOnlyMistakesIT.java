package io.chanuka.db.pool.failover;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writes that the application itself has made impossible: they evict nothing.
 */
class ReadOnlyMistakesIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenTheApplicationWritesInReadOnlyTransactionsThenNothingIsEvicted() throws SQLException {
		try (RuntimePool pool = pool("")) {
			for (int i = 0; i < 1000; i++) {
				refused(pool, "set transaction read only", i % 2 == 0);
			}
			assertUntouched(pool);
		}
	}

	@Test
	void whenConnectionsAreReadOnlyAtAllTimesThenNothingIsEvicted() throws SQLException {
		try (RuntimePool pool = pool("?readOnlyMode=always")) {
			for (int i = 0; i < 100; i++) {
				refused(pool, "select 1", true);
			}
			assertUntouched(pool);
		}
	}

	@Test
	void whenTheRoleIsReadOnlyByDefaultThenNothingIsEvicted() throws SQLException {
		PostgresServer.execute("postgres",
				"alter role " + this.database.runtime() + " set default_transaction_read_only = on");
		try (RuntimePool pool = pool("")) {
			for (int i = 0; i < 100; i++) {
				refused(pool, "select 1", false);
			}
			assertUntouched(pool);
		}
	}

	@Test
	void whenTheApplicationDecidesItselfThenItsDecisionIsFinal() throws SQLException {
		AtomicInteger asked = new AtomicInteger();
		try (RuntimePool pool = pool("")) {
			// A fresh pool: the override is set before it starts.
			pool.setExceptionOverride(new SQLExceptionOverride() {
				@java.lang.Override
				public Override adjudicate(SQLException exception) {
					asked.incrementAndGet();
					return Override.MUST_EVICT;
				}
			});
			pool.recordErrors();
			refused(pool, "set transaction read only", false);
			assertThat(asked).hasValue(1);
			// HikariCP closes on a thread of its own.
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> pool.source().counts().closedForAnyReason() == 1);
			assertThat(pool.source().counts().closed().get(CloseReason.FAILOVER)).isZero();
		}
	}

	private static void refused(RuntimePool pool, String first, boolean readOnly) throws SQLException {
		try (Connection connection = pool.getConnection()) {
			connection.setReadOnly(readOnly);
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				statement.execute(first);
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.execute("create table refused (id int)"))
					.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25006"));
			}
		}
	}

	private static void assertUntouched(RuntimePool pool) {
		assertThat(pool.source().counts().closedForAnyReason()).isZero();
		assertThat(pool.failover().renewals()).isZero();
		assertThat(pool.failover().isReadOnly()).isFalse();
	}

	private RuntimePool pool(String parameters) {
		RuntimePool pool = TestPools.of(this.database.runtimeUrl() + parameters, Duration.ofSeconds(5));
		pool.setMinimumIdle(1);
		pool.recordErrors();
		return pool;
	}

}
