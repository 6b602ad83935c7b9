package io.chanuka.db.pool.failover;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.testsupport.MovingHost;
import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.ReplicatedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Failover behind a pooler, whose clients keep what the server reported when they
 * connected.
 */
@EnabledIf("io.chanuka.db.testsupport.PgBouncer#isInstalled")
class PooledFailoverIT {

	private static final Duration REQUIRED = Duration.ofSeconds(2).multipliedBy(8);

	private ReplicatedServer first;

	private ReplicatedServer second;

	private MovingHost host;

	private PgBouncer bouncer;

	@BeforeEach
	void start() {
		this.first = ReplicatedServer.primary();
		this.second = this.first.standby();
		this.host = new MovingHost(this.first.port());
		this.bouncer = PgBouncer.start(this.host.port(), ReplicatedServer.USER, "secret", "transaction",
				"extra_float_digits,options");
	}

	@AfterEach
	void stop() throws Exception {
		this.bouncer.close();
		this.host.close();
		this.second.close();
		this.first.close();
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true" })
	void whenThePoolerReachesAStandbyThenThatIsNoticedAlsoAfterATransaction(boolean inTransaction, boolean autoCommit) {
		try (RuntimePool pool = pool()) {
			pool.setAutoCommit(autoCommit);
			Awaitility.await().atMost(REQUIRED).until(() -> write(pool, inTransaction));
			assertThat(pool.source().sessions().kind()).isEqualTo(EndpointKind.TRANSACTION_POOLED);
			this.second.awaitReplication(this.first);
			this.first.stop();
			this.host.moveTo(this.second.port());
			Awaitility.await()
				.atMost(REQUIRED)
				.until(() -> !write(pool, inTransaction) && pool.failover().isReadOnly());
			assertThat(pool.failover().renewals()).isZero();
			this.second.promote();
			Awaitility.await().atMost(REQUIRED).until(() -> pool.failover().renewals() == 1);
			Awaitility.await().atMost(REQUIRED).until(() -> write(pool, inTransaction));
			assertThat(pool.failover().isReadOnly()).isFalse();
		}
	}

	@Test
	void whenTheApplicationWritesInReadOnlyTransactionsThenNothingIsEvicted() throws SQLException {
		try (RuntimePool pool = pool()) {
			Awaitility.await().atMost(REQUIRED).until(() -> write(pool, true));
			long closed = pool.source().counts().closedForAnyReason();
			for (int i = 0; i < 100; i++) {
				try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
					connection.setReadOnly(true);
					connection.setAutoCommit(false);
					assertThatExceptionOfType(SQLException.class)
						.isThrownBy(() -> statement.execute("insert into entry (writer) values (1)"))
						.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25006"));
				}
			}
			assertThat(pool.source().counts().closedForAnyReason()).isEqualTo(closed);
			assertThat(pool.failover().renewals()).isZero();
			assertThat(pool.failover().isReadOnly()).isFalse();
		}
	}

	/**
	 * Writes a row.
	 * @return whether that succeeded
	 */
	private static boolean write(RuntimePool pool, boolean inTransaction) {
		try {
			Writers.write(pool, 1, inTransaction);
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private RuntimePool pool() {
		RuntimePool pool = TestPools.of("postgresql://" + ReplicatedServer.USER + ":secret@127.0.0.1:"
				+ this.bouncer.port() + "/postgres?sslmode=disable", Duration.ofSeconds(5));
		pool.setMaximumPoolSize(2);
		pool.setMinimumIdle(1);
		pool.recordErrors();
		return pool;
	}

}
