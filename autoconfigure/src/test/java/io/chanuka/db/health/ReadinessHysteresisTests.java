package io.chanuka.db.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadinessHysteresis}, with an observation every 50 ms.
 */
class ReadinessHysteresisTests {

	private static final long TICK = 50;

	@Test
	void whenTheDatabaseDiesOnceThenReadinessGoesOffAndOnAtOnce() {
		assertThat(changes(60_000, (millis) -> millis < 10_000 || millis >= 15_000)).containsExactly(10_000L, 15_000L);
	}

	@Test
	void whenTheDatabaseFailsTwiceWithCalmBetweenThenReadinessReturnsAtOnceBothTimes() {
		assertThat(changes(90_000, (millis) -> !(isIn(millis, 10_000, 12_000) || isIn(millis, 40_000, 42_000))))
			.containsExactly(10_000L, 12_000L, 40_000L, 42_000L);
	}

	@Test
	void whenTheDatabaseDiesAgainSoonThenItHasToStayBeforeItIsTrusted() {
		assertThat(changes(60_000, (millis) -> !(isIn(millis, 10_000, 12_000) || isIn(millis, 14_000, 16_000))))
			.containsExactly(10_000L, 12_000L, 14_000L, 21_000L);
	}

	@ParameterizedTest
	@ValueSource(longs = { 100, 500, 1000, 2000, 4000 })
	void whenTheDatabaseFlickersForAMinuteThenReadinessDoesNot(long half) {
		List<Long> changes = changes(120_000,
				(millis) -> millis < 10_000 || millis >= 70_000 || (millis / half) % 2 == 1);
		assertThat(changes).hasSizeLessThanOrEqualTo(4);
		// Four changes: off, on as after any outage, off, and on when the flicker is
		// over.
		assertThat(changes.get(changes.size() - 1)).isBetween(70_000L - half, 75_000L + half);
	}

	@Test
	void theClockMayBeNegative() {
		ReadinessHysteresis hysteresis = new ReadinessHysteresis();
		long start = Duration.ofDays(-1).toNanos();
		assertThat(hysteresis.update(true, start)).isTrue();
		assertThat(hysteresis.update(false, start + 1)).isFalse();
		assertThat(hysteresis.update(true, start + 2)).isTrue();
	}

	private static boolean isIn(long millis, long from, long to) {
		return millis >= from && millis < to;
	}

	private static List<Long> changes(long until, LongPredicate alive) {
		ReadinessHysteresis hysteresis = new ReadinessHysteresis();
		List<Long> changes = new ArrayList<>();
		boolean before = true;
		for (long millis = 0; millis < until; millis += TICK) {
			boolean ready = hysteresis.update(alive.test(millis), Duration.ofMillis(millis).toNanos());
			if (ready != before) {
				changes.add(millis);
			}
			before = ready;
		}
		return changes;
	}

}
