package io.chanuka.db.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectedActions}.
 */
class ConnectedActionsTests {

	private final ConnectedActions actions = new ConnectedActions();

	private final ReentrantLock lock = new ReentrantLock();

	private final List<String> done = new ArrayList<>();

	@Test
	void whenAnActionIsAddedWhileOthersAreRunThenItIsRunNext() {
		this.actions.add(() -> {
			assertThat(this.lock.isLocked()).isFalse();
			this.done.add("first");
			assertThat(this.actions.add(() -> this.done.add("second"))).isTrue();
		});
		run();
		assertThat(this.done).containsExactly("first", "second");
	}

	@Test
	void whenNoActionIsLeftThenNoOtherIsAdded() {
		run();
		assertThat(this.actions.add(() -> this.done.add("late"))).isFalse();
		run();
		assertThat(this.done).isEmpty();
	}

	private void run() {
		this.lock.lock();
		try {
			this.actions.run(this.lock);
		}
		finally {
			this.lock.unlock();
		}
	}

}
