package io.chanuka.db.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.probe.ProbeOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DatabaseMonitor}.
 */
@Timeout(60)
class DatabaseMonitorTests {

	private static final ProbeOutcome ALIVE = new ProbeOutcome(Instant.EPOCH, Duration.ZERO, null, List.of());

	private static final Duration LONG = Duration.ofSeconds(20);

	@Test
	void whenHealthIsNotReadThenNothingIsProbed() {
		AtomicInteger probes = new AtomicInteger();
		try (DatabaseMonitor monitor = monitor(() -> count(probes))) {
			assertThat(monitor.known()).isEqualTo(new Observation(null, null, false, false));
			assertThat(probes).hasValue(0);
			assertThat(monitor.probe(LONG)).isEqualTo(new Observation(ALIVE, null, false, false));
			assertThat(monitor.probe(LONG)).isEqualTo(new Observation(ALIVE, null, false, false));
			assertThat(probes).hasValue(2);
		}
	}

	@Test
	void whenTheServerDoesNotAnswerThenNoCallerWaitsLongerThanTheTimeout() {
		CountDownLatch answer = new CountDownLatch(1);
		try (DatabaseMonitor monitor = monitor(() -> awaitThenAlive(answer))) {
			long start = System.nanoTime();
			Observation observation = monitor.probe(Duration.ofMillis(50));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(50),
					Duration.ofSeconds(10));
			assertThat(observation.last()).isNull();
			assertThat(observation.pending()).isGreaterThanOrEqualTo(Duration.ofMillis(49));
			Duration before = observation.pending();
			assertThat(monitor.known().pending()).isGreaterThan(before);
			answer.countDown();
			Awaitility.await().until(() -> monitor.known().equals(new Observation(ALIVE, null, false, false)));
		}
	}

	@Test
	void whenManyAskAtOnceThenOneProbeIsUnderWay() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		AtomicInteger probes = new AtomicInteger();
		ExecutorService callers = Executors.newFixedThreadPool(20);
		try (DatabaseMonitor monitor = monitor(() -> {
			count(probes);
			return awaitThenAlive(answer);
		})) {
			CountDownLatch asked = new CountDownLatch(20);
			for (int i = 0; i < 20; i++) {
				callers.execute(() -> {
					monitor.probe(Duration.ofMillis(100));
					asked.countDown();
				});
			}
			assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(probes).hasValue(1);
			assertThat(monitor.known().pending()).isNotNull();
		}
		finally {
			answer.countDown();
			callers.shutdownNow();
		}
	}

	@Test
	void whenAProbeThrowsThenTheDatabaseIsNotAlive() {
		try (DatabaseMonitor monitor = monitor(() -> {
			throw new IllegalStateException("bug");
		})) {
			assertThat(monitor.probe(LONG).last()).satisfies((last) -> {
				assertThat(last.isAlive()).isFalse();
				assertThat(last.failure()).isEqualTo(FailureKind.OTHER);
			});
		}
	}

	@Test
	void whenClosedThenTheThreadEndsAndTheLastStateIsReported() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger probes = new AtomicInteger();
		DatabaseMonitor monitor = monitor(
				() -> (count(probes) != null && probes.get() > 1) ? awaitThenAlive(never) : ALIVE);
		monitor.probe(LONG);
		monitor.probe(Duration.ofMillis(1));
		Thread prober = Awaitility.await().until(DatabaseMonitorTests::prober, (thread) -> thread != null);
		monitor.close();
		Awaitility.await().until(() -> !prober.isAlive());
		assertThat(monitor.probe(LONG).last().at()).isNotNull();
		assertThat(probes).hasValue(2);
	}

	@Test
	void whenAClassIsMissingThenTheDatabaseIsNotAlive() {
		AtomicInteger probes = new AtomicInteger();
		try (DatabaseMonitor monitor = monitor(() -> {
			if (probes.incrementAndGet() > 1) {
				throw new NoClassDefFoundError("bug");
			}
			return ALIVE;
		})) {
			assertThat(monitor.probe(LONG).last().isAlive()).isTrue();
			assertThat(monitor.probe(LONG).last().isAlive()).isFalse();
		}
	}

	@Test
	void whenTheContextStopsThenTheProbeIsInterruptedAndForgottenUntilItStartsAgain() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger probes = new AtomicInteger();
		CountDownLatch interrupted = new CountDownLatch(1);
		try (DatabaseMonitor monitor = monitor(() -> {
			if (probes.incrementAndGet() != 2) {
				return ALIVE;
			}
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				interrupted.countDown();
			}
			return new ProbeOutcome(Instant.EPOCH, Duration.ZERO, FailureKind.OTHER, List.of());
		})) {
			monitor.probe(LONG);
			Awaitility.await().until(() -> monitor.probe(Duration.ofMillis(1)).pending() != null && probes.get() == 2);
			assertThat(monitor.isRunning()).isTrue();
			monitor.stop();
			Awaitility.await().until(() -> interrupted.getCount() == 0);
			assertThat(monitor.probe(LONG)).isEqualTo(new Observation(ALIVE, null, false, false));
			assertThat(probes).hasValue(2);
			monitor.start();
			monitor.probe(LONG);
			assertThat(probes).hasValue(3);
		}
	}

	@Test
	void whenAProbeLearnsNothingThenWhatWasKnownStays() {
		AtomicInteger probes = new AtomicInteger();
		try (DatabaseMonitor monitor = monitor(() -> (probes.incrementAndGet() == 2) ? null : ALIVE)) {
			assertThat(monitor.probe(LONG)).isEqualTo(new Observation(ALIVE, null, false, false));
			assertThat(monitor.unansweredFor()).isZero();
			assertThat(monitor.probe(LONG)).isEqualTo(new Observation(ALIVE, null, true, false));
			assertThat(monitor.unansweredFor()).isPositive();
			assertThat(monitor.probe(LONG)).isEqualTo(new Observation(ALIVE, null, false, false));
			assertThat(monitor.unansweredFor()).isZero();
		}
	}

	@Test
	void whenThePoolIsFullForAWhileThenItIsBusyUntilTheMonitorStops() {
		AtomicBoolean full = new AtomicBoolean(true);
		List<Thread> others = samplers();
		try (DatabaseMonitor monitor = new DatabaseMonitor(() -> ALIVE, full::get)) {
			assertThat(monitor.probe(LONG).busy()).isFalse();
			Awaitility.await().atMost(LONG).until(() -> monitor.known().busy());
			full.set(false);
			Awaitility.await().atMost(LONG).until(() -> !monitor.known().busy());
			assertThat(samplers()).anyMatch((thread) -> !others.contains(thread));
			monitor.stop();
			Awaitility.await().atMost(LONG).until(() -> others.containsAll(samplers()));
		}
	}

	/**
	 * Those of applications that other tests have left in the cache among them.
	 */
	private static List<Thread> samplers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("chanuka-db-health-sampler"))
			.toList();
	}

	private static DatabaseMonitor monitor(Supplier<ProbeOutcome> probe) {
		return new DatabaseMonitor(probe, () -> false);
	}

	private static Thread prober() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("chanuka-db-health") && thread.isDaemon())
			.findFirst()
			.orElse(null);
	}

	private static ProbeOutcome count(AtomicInteger probes) {
		probes.incrementAndGet();
		return ALIVE;
	}

	private static ProbeOutcome awaitThenAlive(CountDownLatch answer) {
		try {
			answer.await();
			return ALIVE;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
