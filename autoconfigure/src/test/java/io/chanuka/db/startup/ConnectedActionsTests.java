package io.chanuka.db.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectedActions}.
 */
@ExtendWith(OutputCaptureExtension.class)
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

	@Test
	void whenAnActionFailsThenItIsLoggedAndTheOthersAreRun(CapturedOutput output) {
		this.actions.add(() -> {
			throw new IllegalStateException("a listener");
		});
		this.actions.add(() -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		this.actions.add(() -> this.done.add("third"));
		run();
		assertThat(this.done).containsExactly("third");
		assertThat(output).contains("What follows the first connection has failed", "a listener",
				"unable to create native thread");
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
