package io.chanuka.db.connection;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineLimit}.
 */
class LineLimitTests {

	private final AtomicLong now = new AtomicLong();

	private final LineLimit limit = new LineLimit(this.now::get);

	@Test
	void whenThereAreMoreLinesThanThePeriodAllowsThenTheRestIsCounted() {
		assertThat(taken(25)).isEqualTo(LineLimit.LINES);
		this.now.addAndGet(LineLimit.PERIOD_NANOS - 1);
		assertThat(taken(1)).isZero();
		this.now.incrementAndGet();
		assertThat(taken(1)).isOne();
		assertThat(this.limit.omitted()).isEqualTo(16);
		assertThat(this.limit.omitted()).isZero();
		assertThat(taken(25)).isEqualTo(LineLimit.LINES - 1);
	}

	private int taken(int lines) {
		int taken = 0;
		for (int i = 0; i < lines; i++) {
			taken += this.limit.take() ? 1 : 0;
		}
		return taken;
	}

}
