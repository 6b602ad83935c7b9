package io.chanuka.db.pool.activity;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ErrorRate}, with a clock that is set by hand.
 */
class ErrorRateTests {

	private final AtomicLong now = new AtomicLong(-5);

	private final AtomicLong borrows = new AtomicLong();

	private final ErrorRate rate = new ErrorRate(this.now::get, this.borrows::get);

	@Test
	void whenNothingHappensThenItIsZero() {
		assertThat(this.rate.current().rate()).isZero();
		pass(600, 0, 0);
		assertThat(this.rate.current().rate()).isZero();
	}

	@Test
	void whenBorrowsSucceedThenItIsZero() {
		pass(30, 100, 0);
		assertThat(this.rate.current().rate()).isZero();
	}

	@Test
	void whenOneOfTwentyFailsThenItIsFivePercent() {
		pass(60, 20, 1);
		assertThat(this.rate.current().rate()).isCloseTo(0.05, within(0.002));
	}

	@Test
	void acquiresAreCountedAndNeverFewerThanErrors() {
		pass(60, 20, 1);
		assertThat(this.rate.current().errors()).isEqualTo(60);
		assertThat(this.rate.current().acquires()).isBetween(1180L, 1200L);
		this.now.addAndGet(Duration.ofSeconds(90).toNanos());
		this.rate.record();
		assertThat(this.rate.current()).isEqualTo(new ErrorSample(1, 1));
	}

	@Test
	void whenAllFailThenItIsOne() {
		pass(10, 0, 3);
		assertThat(this.rate.current().rate()).isEqualTo(1);
	}

	@Test
	void whenAnErrorIsOlderThanAMinuteThenItIsForgotten() {
		pass(1, 100, 50);
		assertThat(this.rate.current().rate()).isCloseTo(0.5, within(0.01));
		pass(62, 1, 0);
		assertThat(this.rate.current().rate()).isZero();
	}

	@Test
	void whenTheRateIsNotReadForAnHourThenOnlyTheLastMinuteCounts() {
		pass(3600, 10, 0);
		this.rate.record();
		assertThat(this.rate.current().rate()).isCloseTo(1.0 / 600, within(0.0005));
	}

	@Test
	void whenManyErrorsHappenAtOnceThenAllCount() {
		pass(10, 10, 0);
		for (int i = 0; i < 50; i++) {
			this.rate.record();
		}
		assertThat(this.rate.current().rate()).isCloseTo(0.5, within(0.01));
	}

	/**
	 * Lets time pass evenly.
	 */
	private void pass(int seconds, int borrowsPerSecond, int errorsPerSecond) {
		for (int second = 0; second < seconds; second++) {
			this.now.addAndGet(Duration.ofSeconds(1).toNanos());
			this.borrows.addAndGet(borrowsPerSecond);
			for (int error = 0; error < errorsPerSecond; error++) {
				this.rate.record();
			}
		}
	}

}
