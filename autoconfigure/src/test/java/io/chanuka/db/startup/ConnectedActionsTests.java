package io.chanuka.db.startup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectedActions}.
 */
class ConnectedActionsTests {

	private final ConnectedActions actions = new ConnectedActions();

	private final Runnable action = () -> {
	};

	@Test
	void whenAnActionIsAddedWhileOthersAreRunThenItIsTakenNext() {
		assertThat(this.actions.add(this.action)).isTrue();
		assertThat(this.actions.take()).containsExactly(this.action);
		assertThat(this.actions.add(this.action)).isTrue();
		assertThat(this.actions.take()).containsExactly(this.action);
	}

	@Test
	void whenNoActionIsLeftThenNoOtherIsAdded() {
		assertThat(this.actions.take()).isEmpty();
		assertThat(this.actions.add(this.action)).isFalse();
		assertThat(this.actions.take()).isEmpty();
	}

}
