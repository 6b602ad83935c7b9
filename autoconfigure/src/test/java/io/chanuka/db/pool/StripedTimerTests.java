package io.chanuka.db.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StripedTimer}.
 */
class StripedTimerTests {

	private static final int THREADS = 16;

	private static final int RECORDS = 100_000;

	private final AtomicLong clock = new AtomicLong(-TimeUnit.MINUTES.toNanos(2));

	private final StripedTimer timer = new StripedTimer(() -> 42, this.clock::get);

	@Test
	void nothingIsLostBetweenManyThreadsAndAReader() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS + 1);
		try {
			CountDownLatch start = new CountDownLatch(1);
			AtomicBoolean done = new AtomicBoolean();
			Future<Long> last = executor.submit(() -> watch(done));
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 1; i <= THREADS; i++) {
				int amount = i;
				writers.add(executor.submit(() -> write(start, amount)));
			}
			start.countDown();
			for (Future<?> writer : writers) {
				writer.get(60, TimeUnit.SECONDS);
			}
			done.set(true);
			assertThat(last.get(60, TimeUnit.SECONDS)).isEqualTo(this.timer.total());
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.timer.total()).isEqualTo((long) RECORDS * THREADS * (THREADS + 1) / 2);
	}

	private Void write(CountDownLatch start, int amount) throws InterruptedException {
		start.await();
		for (int i = 0; i < RECORDS; i++) {
			this.timer.record(amount);
		}
		return null;
	}

	/**
	 * Looks all the time. Maxima are collected by looking and none may disappear on the
	 * way; counters never go back.
	 */
	private long watch(AtomicBoolean done) {
		long maximum = 0;
		long total = 0;
		boolean last;
		do {
			last = done.get();
			assertThat(this.timer.maximum()).isGreaterThanOrEqualTo(maximum);
			maximum = this.timer.maximum();
			assertThat(this.timer.total()).isGreaterThanOrEqualTo(total);
			total = this.timer.total();
		}
		while (!last);
		assertThat(maximum).isEqualTo(THREADS);
		return total;
	}

	@Test
	void nothingAndLessAddNothing() {
		this.timer.record(0);
		this.timer.record(-1);
		assertThat(this.timer.count()).isEqualTo(42);
		assertThat(this.timer.total()).isZero();
		assertThat(this.timer.maximum()).isZero();
	}

	@Test
	void maximumIsForgottenAfterThreeMinutes() {
		this.timer.record(7);
		assertThat(this.timer.maximum()).isEqualTo(7);
		this.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
		this.timer.record(5);
		assertThat(this.timer.maximum()).isEqualTo(7);
		this.clock.addAndGet(TimeUnit.MINUTES.toNanos(2) - 1);
		assertThat(this.timer.maximum()).isEqualTo(7);
		this.clock.addAndGet(1);
		assertThat(this.timer.maximum()).isEqualTo(5);
		this.clock.addAndGet(TimeUnit.HOURS.toNanos(1));
		assertThat(this.timer.maximum()).isZero();
		assertThat(this.timer.total()).isEqualTo(12);
	}

	@Test
	void whenNobodyLookedForLongThenThePeakIsStillThere() {
		this.timer.record(7);
		this.clock.addAndGet(TimeUnit.HOURS.toNanos(1));
		assertThat(this.timer.maximum()).isEqualTo(7);
	}

}
