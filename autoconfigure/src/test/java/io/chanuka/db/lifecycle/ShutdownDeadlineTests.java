package io.chanuka.db.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownDeadlineTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

	private final ShutdownDeadline deadline = new ShutdownDeadline(Duration.ofSeconds(30), this.clock::get);

	@Test
	void beforeTheShutdownBeginsNothingIsAwaitedOnClosingAndAllOfItOnStopping() {
		assertThat(this.deadline.hasBegun()).isFalse();
		assertThat(this.deadline.remaining()).isZero();
		assertThat(this.deadline.remainingForDrain()).hasSeconds(30);
	}

	@Test
	void timeIsCountedFromTheStartOfTheShutdown() {
		begin();
		pass(12);
		assertThat(this.deadline.remaining()).hasSeconds(18);
		assertThat(this.deadline.remainingForDrain()).hasSeconds(18);
	}

	@Test
	void theDrainHasFiveSecondsEvenIfOthersTookAllOfTheTime() {
		begin();
		pass(40);
		assertThat(this.deadline.remaining()).isZero();
		assertThat(this.deadline.remainingForDrain()).hasSeconds(5);
	}

	@Test
	void theDrainHasNoMoreThanTheTimeout() {
		ShutdownDeadline brief = new ShutdownDeadline(Duration.ofSeconds(2), this.clock::get);
		brief.begin(Duration.ofSeconds(2));
		pass(40);
		assertThat(brief.remainingForDrain()).hasSeconds(2);
	}

	@Test
	void itCanBeShortenedAndBeginsOnce() {
		this.deadline.begin(Duration.ofSeconds(1));
		pass(10);
		begin();
		assertThat(this.deadline.remaining()).isZero();
		assertThat(this.deadline.remainingForDrain()).hasSeconds(1);
		assertThat(this.deadline.timeout()).hasSeconds(1);
	}

	private void begin() {
		this.deadline.begin(Duration.ofMinutes(1));
	}

	private void pass(int seconds) {
		this.clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
