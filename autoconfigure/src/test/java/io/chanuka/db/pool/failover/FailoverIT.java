package io.chanuka.db.pool.failover;

import java.io.IOException;
import java.time.Duration;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.TestPools;
import io.chanuka.db.testsupport.MovingHost;
import io.chanuka.db.testsupport.ReplicatedServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failover from a primary to its standby under the load of clients that write.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailoverIT {

	private static final Log logger = LogFactory.getLog(FailoverIT.class);

	/**
	 * Required are 2 s, on a machine that has nothing else to do.
	 */
	private static final Duration REQUIRED = Duration.ofSeconds(2).multipliedBy(8);

	private ReplicatedServer first;

	private ReplicatedServer second;

	private MovingHost host;

	@BeforeEach
	void start() {
		this.first = ReplicatedServer.primary();
		this.second = this.first.standby();
		this.host = new MovingHost(this.first.port());
	}

	@AfterEach
	void stop() throws IOException {
		this.host.close();
		this.second.close();
		this.first.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenThePrimaryStopsThenAllSucceedOnThePromotedStandby(boolean severalHosts) {
		try (RuntimePool pool = pool(severalHosts); Writers writers = new Writers(pool)) {
			writers.awaitSuccess(System.nanoTime());
			this.second.awaitReplication(this.first);
			this.first.stop();
			this.second.promote();
			this.host.moveTo(this.second.port());
			long switched = System.nanoTime();
			Duration lastFailure = writers.awaitSuccess(switched);
			assertThat(lastFailure).isLessThan(REQUIRED);
			this.first.follow(this.second);
			this.first.start();
			writers.awaitSuccess(System.nanoTime());
			assertThat(this.first.connections()).isZero();
			assertThat(pool.failover().isReadOnly()).isFalse();
			report("stop, several hosts " + severalHosts, lastFailure);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenThePrimaryBecomesReadOnlyThenItsLivingConnectionsAreReplaced(boolean severalHosts, CapturedOutput output) {
		try (RuntimePool pool = pool(severalHosts); Writers writers = new Writers(pool)) {
			writers.awaitSuccess(System.nanoTime());
			this.second.awaitReplication(this.first);
			long readOnly = System.nanoTime();
			this.first.execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
			writers.awaitFailures(readOnly);
			this.second.promote();
			this.host.moveTo(this.second.port());
			long switched = System.nanoTime();
			Duration lastFailure = writers.awaitSuccess(switched);
			assertThat(lastFailure).isLessThan(REQUIRED);
			Awaitility.await().atMost(REQUIRED).until(() -> this.first.connections() == 0);
			assertThat(pool.failover().renewals()).isEqualTo(1);
			assertThat(pool.source().counts().closed().get(CloseReason.FAILOVER)).isPositive();
			assertThat(output).containsOnlyOnce("all others are renewed (reason failover)");
			report("read-only, several hosts " + severalHosts, lastFailure);
		}
	}

	@Test
	void whenNewConnectionsAreReadOnlyTooThenNothingIsRenewedUntilOneIsWritable(CapturedOutput output) {
		try (RuntimePool pool = pool(false); Writers writers = new Writers(pool)) {
			writers.awaitSuccess(System.nanoTime());
			this.first.execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
			Awaitility.await().atMost(REQUIRED).until(() -> pool.failover().isReadOnly());
			long opened = pool.source().counts().opened();
			long failing = System.nanoTime();
			writers.awaitFailures(failing);
			writers.awaitFailures(System.nanoTime());
			assertThat(pool.failover().renewals()).isZero();
			assertThat(pool.source().counts().opened()).isLessThanOrEqualTo(opened + 10);
			assertThat(output).containsOnlyOnce("is read-only, and so are new connections");
			this.first.execute("alter system reset default_transaction_read_only", "select pg_reload_conf()");
			Awaitility.await().atMost(REQUIRED).until(() -> pool.failover().renewals() == 1);
			writers.awaitSuccess(System.nanoTime());
			assertThat(pool.failover().isReadOnly()).isFalse();
		}
	}

	@Test
	void whenAPoolConnectsToAStandbyThenItsConnectionsAreReplacedWhenTheHostMoves() {
		this.host.moveTo(this.second.port());
		try (RuntimePool pool = pool(false); Writers writers = new Writers(pool)) {
			Awaitility.await().atMost(REQUIRED).until(() -> pool.failover().isReadOnly());
			this.host.moveTo(this.first.port());
			long switched = System.nanoTime();
			assertThat(writers.awaitSuccess(switched)).isLessThan(REQUIRED);
			Awaitility.await().atMost(REQUIRED).until(() -> this.second.connections() == 0);
			assertThat(pool.failover().renewals()).isEqualTo(1);
		}
	}

	private RuntimePool pool(boolean severalHosts) {
		String authority = severalHosts ? "127.0.0.1:" + this.first.port() + ",127.0.0.1:" + this.second.port()
				: "127.0.0.1:" + this.host.port();
		RuntimePool pool = TestPools.of(ReplicatedServer.url(authority), Duration.ofSeconds(5));
		pool.recordErrors();
		return pool;
	}

	private static void report(String what, Duration lastFailure) {
		logger.info("Last failure after the switch, " + what + ": " + lastFailure.toMillis() + " ms");
	}

}
