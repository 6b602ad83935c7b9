package io.chanuka.db.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownHost}.
 */
class UnknownHostTests {

	private static final Duration CACHED = Duration.ofSeconds(10);

	private static final Duration PACE = Duration.ofMillis(340);

	@Test
	void whenTheJvmHasJustTriedTheNameThenItIsNotResolvedAgain() {
		UnknownHost host = host("db.test");
		assertThat(host.spelling(nanos(0))).isEqualTo("db.test");
		assertThat(host.spelling(nanos(200))).isEqualTo("db.test");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "postgres", "my-db-2.pg", "Db.Example.Com.", "ep-a-1.eu.neon.tech", "xn--dtenbank-0za.de" })
	void whenAttemptsFailThenEachUsesASpellingThatTheJvmHasNotCached(String name) {
		UnknownHost host = host(name);
		List<String> cached = new ArrayList<>(List.of(host.spelling(0)));
		for (int attempt = 1; attempt < CACHED.dividedBy(PACE); attempt++) {
			String spelling = host.spelling(PACE.multipliedBy(attempt).toNanos());
			host.resolved(spelling, false);
			assertThat(spelling).isEqualToIgnoringCase(name).isNotIn(cached);
			cached.add(spelling);
		}
	}

	@ParameterizedTest
	@CsvSource({ "data, 700", "pgs, 1000", "db, 1600" })
	void whenANameIsShortThenItsSpellingsAreUsedOneAfterAnotherAtADistance(String name, long longest) {
		UnknownHost host = host(name);
		List<String> used = new ArrayList<>(List.of(name));
		long last = 0;
		for (long now = 0; now < 8800; now += PACE.toMillis()) {
			String spelling = host.spelling(nanos(now));
			host.resolved(spelling, false);
			if (!used.contains(spelling)) {
				assertThat(now - last).isBetween(250L, longest);
				last = now;
				used.add(spelling);
			}
		}
		assertThat(used).hasSizeGreaterThanOrEqualTo(7)
			.allMatch((spelling) -> name.equalsIgnoreCase(spelling.replaceAll("\\.$", "")));
		assertThat(Duration.ofMillis(8800 - last)).isLessThan(Duration.ofMillis(2 * longest));
	}

	@Test
	void whenASpellingHasAnAddressThenItIsUsedUntilItHasNone() {
		UnknownHost host = host("db.test");
		String spelling = host.spelling(nanos(400));
		host.resolved(spelling, true);
		assertThat(host.spelling(nanos(500))).isEqualTo(spelling);
		assertThat(host.spelling(nanos(9000))).isEqualTo(spelling);
		host.resolved(spelling, false);
		assertThat(host.spelling(nanos(9500))).isNotEqualTo(spelling);
	}

	@Test
	void whenAttemptsOverlapThenTheyShareALookup() {
		UnknownHost host = host("db.test");
		String spelling = host.spelling(nanos(400));
		assertThat(spelling).isNotEqualTo("db.test");
		assertThat(host.spelling(nanos(500))).isEqualTo(spelling);
	}

	@Test
	void whenAnEarlierLookupEndsLateThenItsOutcomeIsIgnored() {
		UnknownHost host = host("db.test");
		String slow = host.spelling(nanos(400));
		String next = host.spelling(nanos(800));
		host.resolved(next, true);
		host.resolved(slow, false);
		assertThat(host.spelling(nanos(1200))).isEqualTo(next);
	}

	@Test
	void whenTheCacheHasExpiredThenTheJvmHasTriedTheNameItself() {
		UnknownHost host = host("db.test");
		host.resolved(host.spelling(nanos(400)), true);
		assertThat(host.spelling(nanos(10_500))).isEqualTo("db.test");
		assertThat(host.spelling(nanos(10_900))).isNotEqualTo("db.test");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1-2", "300.1.1.1", "ä" })
	void whenThereIsNoLetterThenThereIsNoOtherSpelling(String name) {
		UnknownHost host = host(name);
		assertThat(host.spelling(nanos(400))).isEqualTo(name);
		assertThat(host.spelling(nanos(4000))).isEqualTo(name);
	}

	@Test
	void whenANameIsLongThenItsSpellingsDoNotRunOut() {
		String name = "abcdefghijklmnopqrstuvwxyz".repeat(9);
		UnknownHost host = host(name);
		HashSet<String> used = new HashSet<>();
		for (int attempt = 1; attempt <= 1000; attempt++) {
			used.add(host.spelling(nanos(400L * attempt)));
		}
		assertThat(used).hasSize(1000)
			.allSatisfy((spelling) -> assertThat(spelling.toLowerCase(Locale.ROOT)).isEqualTo(name));
	}

	private static UnknownHost host(String name) {
		return new UnknownHost(name, CACHED.toNanos(), 0);
	}

	private static long nanos(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
