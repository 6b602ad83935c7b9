package io.chanuka.db.drain;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrackedExecutors}, of executors that Spring Boot's builder has made.
 */
class TrackedExecutorsTests {

	private final CountDownLatch begun = new CountDownLatch(1);

	private final AtomicBoolean completed = new AtomicBoolean();

	@Test
	void whenTheBuilderHasATerminationTimeoutThenTasksAreAwaitedForIt() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			register(context, Duration.ofSeconds(20), BeanDefinition.SCOPE_SINGLETON);
			context.getBean(SimpleAsyncTaskExecutor.class).execute(() -> work(Duration.ofSeconds(1)));
			assertThat(this.begun.await(20, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(this.completed).isTrue();
	}

	@Test
	void whenAnExecutorIsNoSingletonThenItsCloseIsAsInSpring() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			register(context, null, BeanDefinition.SCOPE_PROTOTYPE);
			SimpleAsyncTaskExecutor executor = context.getBean(SimpleAsyncTaskExecutor.class);
			executor.execute(() -> work(Duration.ofSeconds(20)));
			assertThat(this.begun.await(20, TimeUnit.SECONDS)).isTrue();
			executor.close();
			assertThat(this.completed).isFalse();
			assertThat(context.getBean(TrackedExecutors.class).of(executor)).isEmpty();
		}
	}

	private static void register(AnnotationConfigApplicationContext context, @Nullable Duration timeout, String scope) {
		TrackedExecutors tracked = new TrackedExecutors(context.getBeanFactory());
		context.registerBean(TrackedExecutors.class, () -> tracked);
		SimpleAsyncTaskExecutorBuilder builder = new SimpleAsyncTaskExecutorBuilder().taskTerminationTimeout(timeout)
			.additionalCustomizers((executor) -> executor.setDaemon(true),
					(executor) -> tracked.built(executor, Duration.ZERO));
		context.registerBean(SimpleAsyncTaskExecutor.class, () -> builder.build(),
				(definition) -> definition.setScope(scope));
		context.refresh();
	}

	private void work(Duration duration) {
		this.begun.countDown();
		try {
			new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
			this.completed.set(true);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
