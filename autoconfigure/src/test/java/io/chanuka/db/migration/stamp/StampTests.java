package io.chanuka.db.migration.stamp;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Stamp}.
 */
class StampTests {

	private final Claim first = new Claim("1.2", "aa");

	private final Claim second = new Claim(null, "bb");

	private final Claim third = new Claim("2", "cc");

	@Test
	void whenAStampIsWrittenThenItIsReadAgain() {
		Stamp stamp = new Stamp(List.of(this.first, this.second));
		assertThat(Stamp.parse(stamp.comment())).isEqualTo(stamp);
	}

	@Test
	void whenAThirdClaimIsAddedThenTheOldestIsReplaced() {
		Stamp stamp = new Stamp(List.of()).with(this.first).with(this.second).with(this.third);
		assertThat(stamp.claims()).containsExactly(this.third, this.second);
	}

	@Test
	void whenAClaimIsAddedAgainThenItIsTheLatest() {
		Stamp stamp = new Stamp(List.of(this.first, this.second)).with(this.second);
		assertThat(stamp.claims()).containsExactly(this.second, this.first);
	}

	@Test
	void whenACommentIsNotOursThenItIsNoStamp() {
		assertThat(Stamp.parse("Do not touch")).isNull();
		assertThat(Stamp.parse(null)).isEqualTo(new Stamp(List.of()));
	}

	@Test
	void whenAStampIsDamagedThenNothingMatches() {
		assertThat(Stamp.parse("Chanuka DB, nothing to migrate: ")).isNotNull()
			.satisfies((stamp) -> assertThat(stamp.claims()).doesNotContain(this.first));
		assertThat(Stamp.parse("Chanuka DB, nothing to migrate: x, 1=, =,")).isNotNull();
	}

}
