package io.chanuka.db.drain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.chanuka.db.pool.ShutdownDeadline;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Waits, right after Spring's own executors have stopped, for the tasks that nobody else
 * waits for: those still queued in a thread pool, and those that have a thread each, as
 * virtual threads do. At the deadline it leaves them to the pool's drain, which cancels
 * their statements before anybody interrupts them.
 */
public final class TaskDrain implements SmartLifecycle, DisposableBean {

	private static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1;

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final ConfigurableListableBeanFactory beanFactory;

	private final ShutdownDeadline deadline;

	private final Set<SimpleAsyncTaskExecutor> tracking = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final List<Thread> closing = new ArrayList<>();

	private final List<ThreadPoolExecutor> pools = new ArrayList<>();

	private volatile boolean running;

	/**
	 * Create a new instance.
	 * @param beanFactory where the executors are
	 * @param deadline until when to wait
	 */
	public TaskDrain(ConfigurableListableBeanFactory beanFactory, ShutdownDeadline deadline) {
		this.beanFactory = beanFactory;
		this.deadline = deadline;
	}

	/**
	 * Makes an executor that nobody uses yet keep count of its tasks.
	 * @param executor the executor
	 */
	public void track(SimpleAsyncTaskExecutor executor) {
		if (!this.deadline.timeout().isZero()) {
			executor.setTaskTerminationTimeout(this.deadline.timeout().toMillis());
			this.tracking.add(executor);
		}
	}

	boolean isTracking(Object executor) {
		return this.tracking.contains(executor);
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Waits only if the context is closing: a closed executor cannot be started again.
	 */
	@Override
	public void stop() {
		this.running = false;
		if (this.deadline.hasBegun()) {
			executors().toList().forEach(this::await);
		}
	}

	private Stream<Object> executors() {
		return Stream.of(this.beanFactory.getBeanNamesForType(Executor.class, true, false))
			.filter(this.beanFactory::containsSingleton)
			.map(this.beanFactory::getBean);
	}

	private void await(Object executor) {
		if (executor instanceof ThreadPoolTaskExecutor tasks) {
			this.pools.add(tasks.getThreadPoolExecutor());
			awaitPools();
		}
		else if (executor instanceof ThreadPoolTaskScheduler tasks
				&& tasks.getScheduledExecutor() instanceof ThreadPoolExecutor pool) {
			this.pools.add(pool);
		}
		else if (executor instanceof SimpleAsyncTaskExecutor tasks && isTracking(tasks)) {
			close(tasks);
		}
	}

	/**
	 * Spring waits until no task runs, which may be between two of them, and then throws
	 * away the queue.
	 */
	private void awaitPools() {
		long end = System.nanoTime() + this.deadline.remaining().toNanos();
		while (this.pools.stream().anyMatch(TaskDrain::isBusy) && System.nanoTime() - end < 0
				&& !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, POLL_NANOS);
		}
	}

	/**
	 * What is scheduled for later stays in the queue and does not count.
	 */
	private static boolean isBusy(ThreadPoolExecutor executor) {
		return executor.getActiveCount() > 0
				|| (!(executor instanceof ScheduledExecutorService) && !executor.getQueue().isEmpty());
	}

	/**
	 * Closing it waits as long as it is told when it is made, so another thread does that
	 * and this one waits for what is left of the time.
	 */
	private void close(SimpleAsyncTaskExecutor executor) {
		Thread thread = new Thread(executor::close, "chanuka-db-tasks");
		thread.setDaemon(true);
		this.closing.add(thread);
		thread.start();
		try {
			thread.join(Math.max(1, this.deadline.remaining().toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The executors are destroyed by now and the pool is not. Waits for the tasks of
	 * those that were to go on until now, and has the others interrupt what still runs.
	 */
	@Override
	public void destroy() {
		awaitPools();
		this.closing.forEach(Thread::interrupt);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
