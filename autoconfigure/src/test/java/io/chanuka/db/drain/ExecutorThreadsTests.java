package io.chanuka.db.drain;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which threads may belong to an executor that is a bean.
 */
class ExecutorThreadsTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final ExecutorThreads threads = new ExecutorThreads(this.beanFactory);

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void end() {
		this.end.countDown();
	}

	@ParameterizedTest
	@MethodSource("hidden")
	void whenAnExecutorDoesNotShowItsThreadsThenEveryWorkerMayBeOneOfThem(Executor executor) throws Exception {
		this.beanFactory.registerSingleton("executor", executor);
		assertThat(this.threads).accepts(threadOf(executor)).rejects(new Thread("plain"));
	}

	static Stream<Executor> hidden() {
		return Stream.of(Executors.newSingleThreadExecutor(), Executors.newSingleThreadScheduledExecutor(),
				Executors.unconfigurableExecutorService(Executors.newCachedThreadPool()),
				new ConcurrentTaskExecutor(Executors.newCachedThreadPool()));
	}

	@Test
	void whenTheExecutorHasTerminatedThenNoWorkerIsOneOfItsThreads() throws Exception {
		ExecutorService terminated = Executors.newSingleThreadExecutor();
		terminated.shutdown();
		this.beanFactory.registerSingleton("executor", terminated);
		assertThat(this.threads).rejects(threadOf(Executors.newCachedThreadPool()));
	}

	/**
	 * Such as a mock, or one that was registered by hand.
	 */
	@Test
	void whenAnExecutorHasNoThreadPoolThenTheOthersCount() throws Exception {
		this.beanFactory.registerSingleton("empty", new ThreadPoolTaskExecutor());
		this.beanFactory.registerSingleton("emptyScheduler", new ThreadPoolTaskScheduler());
		ExecutorService other = Executors.newSingleThreadExecutor();
		this.beanFactory.registerSingleton("other", other);
		assertThat(this.threads).accepts(threadOf(other));
	}

	@Test
	void whenAnExecutorHasNoThreadPoolThenTasksOfTheOthersAreAwaited() throws Exception {
		this.beanFactory.registerSingleton("empty", new ThreadPoolTaskExecutor());
		ThreadPoolTaskExecutor other = new ThreadPoolTaskExecutor();
		other.initialize();
		this.beanFactory.registerSingleton("other", other);
		threadOf(other);
		ShutdownDeadline deadline = ShutdownDeadline.of(Duration.ofSeconds(10));
		TaskDrain drain = new TaskDrain(this.beanFactory, new TrackedExecutors(this.beanFactory), () -> deadline,
				new TaskLimits(Duration.ofSeconds(60), Duration.ofSeconds(60)), () -> null);
		deadline.begin(Duration.ofSeconds(60));
		drain.begin();
		CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(this.end::countDown);
		drain.stop();
		assertThat(other.getActiveCount()).isZero();
		other.shutdown();
	}

	private Thread threadOf(Executor executor) throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		executor.execute(() -> {
			thread.complete(Thread.currentThread());
			try {
				this.end.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		return thread.get(20, TimeUnit.SECONDS);
	}

}
