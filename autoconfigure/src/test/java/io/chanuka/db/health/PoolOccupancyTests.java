package io.chanuka.db.health;

import java.time.Duration;
import java.util.function.IntPredicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolOccupancy}, with a sample each 50 ms.
 */
class PoolOccupancyTests {

	private static final long INTERVAL = Duration.ofMillis(50).toNanos();

	private final PoolOccupancy occupancy = new PoolOccupancy();

	private long now = -7;

	@Test
	void whenNothingIsKnownThenThePoolIsNotBusy() {
		assertThat(isBusy()).isFalse();
		sample(true);
		assertThat(isBusy()).isFalse();
	}

	@Test
	void whenAllConnectionsAreInUseThenThePoolIsBusyAfterAWhile() {
		assertThat(changes(100, (number) -> true)).isEqualTo(1);
		assertThat(isBusy()).isTrue();
		assertThat(changes(100, (number) -> false)).isEqualTo(1);
		assertThat(isBusy()).isFalse();
	}

	/**
	 * As four clients of five connections appear at some moments, and five at most.
	 */
	@Test
	void whenAllAreInUseNowAndThenThenItIsNotBusyAndDoesNotFlap() {
		assertThat(changes(1000, (number) -> number % 3 == 0)).isZero();
		assertThat(changes(1000, (number) -> number % 10 < 8)).isZero();
		assertThat(isBusy()).isFalse();
	}

	@Test
	void whenSomeAreIdleNowAndThenThenABusyPoolStaysBusy() {
		changes(100, (number) -> true);
		assertThat(changes(1000, (number) -> number % 10 < 8)).isZero();
		assertThat(isBusy()).isTrue();
	}

	@Test
	void whenNothingWasSampledForLongThenNothingIsKnown() {
		changes(100, (number) -> true);
		this.now += PoolOccupancy.WINDOW.toNanos();
		assertThat(isBusy()).isFalse();
		sample(true);
		assertThat(isBusy()).isFalse();
		assertThat(changes(100, (number) -> true)).isEqualTo(1);
	}

	private int changes(int samples, IntPredicate full) {
		int changes = 0;
		for (int number = 0; number < samples; number++) {
			boolean before = isBusy();
			sample(full.test(number));
			changes += (isBusy() != before) ? 1 : 0;
		}
		return changes;
	}

	private void sample(boolean full) {
		this.now += INTERVAL;
		this.occupancy.record(full, this.now);
	}

	private boolean isBusy() {
		return this.occupancy.isBusy(this.now);
	}

}
