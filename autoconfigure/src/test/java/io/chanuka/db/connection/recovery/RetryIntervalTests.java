package io.chanuka.db.connection.recovery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.chanuka.db.connection.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryInterval}, with a clock that is set by hand.
 */
class RetryIntervalTests {

	private final AtomicLong now = new AtomicLong(-3);

	private final RetryInterval interval = new RetryInterval(this.now::get);

	@ParameterizedTest
	@CsvSource({ "0, 100", "19, 100", "40, 200", "200, 1000", "3600, 1000" })
	void whenTheServerIsDownThenItGrowsWithTheOutageToASecond(long outageSeconds, long millis) {
		this.interval.failed(FailureKind.UNREACHABLE);
		assertThat(millis(outageSeconds, false)).isEqualTo(millis);
		assertThat(millis(outageSeconds, true)).isEqualTo(millis);
	}

	@Test
	void whenTheServerIsFullThenItDoublesToTenSecondsAndToTwoWhileCallersWait() {
		long[] expected = { 1000, 2000, 4000, 8000, 10_000, 10_000 };
		for (long millis : expected) {
			refused();
			assertThat(millis(0, false)).isEqualTo(millis);
			assertThat(millis(0, true)).isEqualTo(Math.min(millis, 2000));
		}
	}

	@Test
	void whenAnAttemptSucceedsInBetweenThenItGoesOnWhereItWasUnlessThatWasLongAgo() {
		for (int i = 0; i < 4; i++) {
			refused();
		}
		pass(29);
		refused();
		assertThat(millis(0, false)).isEqualTo(10_000);
		pass(31);
		refused();
		assertThat(millis(0, false)).isEqualTo(1000);
	}

	@Test
	void whenAFullServerGoesDownThenItIsShortAgain() {
		refused();
		this.interval.failed(FailureKind.UNREACHABLE);
		assertThat(millis(0, false)).isEqualTo(100);
	}

	private void refused() {
		this.interval.failed(FailureKind.TOO_MANY_CONNECTIONS);
	}

	private long millis(long outageSeconds, boolean urgent) {
		return Duration.ofNanos(this.interval.nanos(Duration.ofSeconds(outageSeconds).toNanos(), urgent)).toMillis();
	}

	private void pass(int seconds) {
		this.now.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
