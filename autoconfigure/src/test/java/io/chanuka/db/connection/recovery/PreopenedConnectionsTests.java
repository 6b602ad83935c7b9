package io.chanuka.db.connection.recovery;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PreopenedConnections} with attempts that are held until they fail.
 */
class PreopenedConnectionsTests {

	private static final int PARALLEL = 5;

	private final Queue<Long> beginnings = new ConcurrentLinkedQueue<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final AtomicInteger failed = new AtomicInteger();

	private final PreopenedConnections preopened = new PreopenedConnections(() -> {
		this.beginnings.add(System.nanoTime());
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.failed.incrementAndGet();
		throw new SQLTransientConnectionException("refused", "08001");
	}, 1, "test");

	@AfterEach
	void endAttempts() {
		this.end.countDown();
	}

	@Test
	void whenConnectionsAreMissingThenAttemptsBeginAtRandomMomentsWithinTheSpread() {
		long start = System.nanoTime();
		this.preopened.fill(PARALLEL, Duration.ofSeconds(1));
		Awaitility.await().until(() -> this.beginnings.size() == PARALLEL);
		long first = this.beginnings.stream().mapToLong((time) -> time - start).min().orElseThrow();
		long last = this.beginnings.stream().mapToLong((time) -> time - start).max().orElseThrow();
		// Less than that in one of a million runs.
		assertThat(last - first).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(20));
	}

	@Test
	void whenManyConnectionsAreMissingThenFiveAttemptsAtMostAreInProgressAndAFailureEndsTheRest() {
		this.preopened.fill(20, Duration.ZERO);
		Awaitility.await().until(() -> this.beginnings.size() == PARALLEL);
		this.end.countDown();
		Awaitility.await().until(() -> this.failed.get() == PARALLEL);
		Awaitility.await()
			.during(Duration.ofMillis(200))
			.untilAsserted(() -> assertThat(this.beginnings).hasSize(PARALLEL));
	}

}
