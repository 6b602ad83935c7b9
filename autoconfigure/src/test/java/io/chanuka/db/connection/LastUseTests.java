package io.chanuka.db.connection;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LastUse}.
 */
class LastUseTests {

	private final LastUse use = new LastUse(null);

	@Test
	void whenTheClockWasNotReadThenTheBeginIsNotKnown() {
		this.use.begins(1);
		assertThat(this.use.elapsed(1)).isNotNegative();
		assertThat(this.use.isKnown(1)).isTrue();
		assertThat(this.use.elapsed(2)).isNotNegative();
		assertThat(this.use.isKnown(2)).isFalse();
		this.use.begins(3);
		assertThat(this.use.isKnown(3)).isTrue();
	}

}
