package io.chanuka.db.pool;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PoolPreparation}.
 */
class PoolPreparationTests {

	private final PoolPreparation preparation = new PoolPreparation();

	@Test
	void whatIsLeftIsDoneOnce() {
		List<String> done = new ArrayList<>();
		this.preparation.set(() -> done.add("prepared"));
		this.preparation.complete();
		this.preparation.complete();
		assertThat(done).containsExactly("prepared");
	}

	@Test
	void whenItFailsThenEachFurtherCallFailsToo() {
		this.preparation.set(() -> {
			throw new IllegalStateException("no settings");
		});
		assertThatIllegalStateException().isThrownBy(this.preparation::complete).withMessage("no settings");
		assertThatIllegalStateException().isThrownBy(this.preparation::complete).withMessage("no settings");
	}

}
