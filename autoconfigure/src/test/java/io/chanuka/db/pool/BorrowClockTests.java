package io.chanuka.db.pool;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BorrowClock}.
 */
class BorrowClockTests {

	private final AtomicLong borrows = new AtomicLong();

	private final BorrowClock clock = new BorrowClock(this.borrows::get);

	@Test
	void whenBorrowsAreFewThenItIsExact() {
		long begin = System.nanoTime();
		for (int i = 0; i < 50; i++) {
			assertThat(this.clock.now()).isBetween(begin, System.nanoTime());
			this.borrows.addAndGet(10);
			pause(1);
			this.clock.judge();
		}
		assertThat(this.clock.isTicking()).isFalse();
	}

	@Test
	void whenBorrowsAreManyThenItTicksUntilTheyAreFew() {
		startTicking();
		long before = this.clock.now();
		assertThat(System.nanoTime()).isGreaterThan(before);
		await().until(() -> {
			this.borrows.addAndGet(10 * BorrowClock.MANY);
			return this.clock.now() - before > TimeUnit.MILLISECONDS.toNanos(300);
		});
		assertThat(this.clock.isTicking()).isTrue();
		await().until(() -> !this.clock.isTicking());
		long exact = System.nanoTime();
		assertThat(this.clock.now()).isGreaterThanOrEqualTo(exact);
	}

	@Test
	void aTickIsNeverInTheFutureAndItTicksAgain() {
		for (int i = 0; i < 2; i++) {
			startTicking();
			long now = this.clock.now();
			assertThat(System.nanoTime() - now).isNotNegative();
			await().until(() -> !this.clock.isTicking());
		}
	}

	@Test
	void whenNobodyLookedForLongThenAnOldRateDoesNotCount() {
		this.borrows.addAndGet(BorrowClock.MANY / 10);
		pause(800);
		this.clock.judge();
		pause(20);
		assertThat(this.clock.isTicking()).isFalse();
	}

	private void startTicking() {
		await().until(() -> {
			this.borrows.addAndGet(BorrowClock.MANY);
			this.clock.judge();
			return this.clock.isTicking();
		});
	}

	private static org.awaitility.core.ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(20));
	}

	private static void pause(long millis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= end);
	}

}
