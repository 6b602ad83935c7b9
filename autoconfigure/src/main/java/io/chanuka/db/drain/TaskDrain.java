package io.chanuka.db.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.pool.RuntimePool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Waits, right after Spring's own executors have stopped, for the tasks that nothing else
 * waits for: those still queued in a thread pool, and those that have a thread each, as
 * virtual threads do. It takes no longer than Spring gives to the phase of executors, nor
 * than a configured termination period, nor than the deadline; what its tasks still run
 * then is left to the pool's drain, which cancels statements before threads are
 * interrupted.
 */
public final class TaskDrain implements SmartLifecycle, DisposableBean {

	/**
	 * When the phase of executors begins.
	 */
	public static final int BEGIN_PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE + 1;

	private static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1;

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final ConfigurableListableBeanFactory beanFactory;

	private final TrackedExecutors tracked;

	private final Supplier<ShutdownDeadline> deadline;

	private final TaskLimits limits;

	private final Supplier<@Nullable RuntimePool> connections;

	private final List<ThreadPoolExecutor> pools = new ArrayList<>();

	private volatile long began = System.nanoTime();

	private volatile boolean running;

	/**
	 * Create a new instance.
	 * @param beanFactory where the executors are
	 * @param tracked the executors that count their tasks
	 * @param deadline gives the deadline when the application stops
	 * @param limits how long tasks are awaited
	 * @param connections gives the pool, as long as it exists
	 */
	public TaskDrain(ConfigurableListableBeanFactory beanFactory, TrackedExecutors tracked,
			Supplier<ShutdownDeadline> deadline, TaskLimits limits, Supplier<@Nullable RuntimePool> connections) {
		this.beanFactory = beanFactory;
		this.tracked = tracked;
		this.deadline = deadline;
		this.limits = limits;
		this.connections = connections;
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Notes that Spring begins to wait for running tasks.
	 */
	public void begin() {
		this.began = System.nanoTime();
	}

	/**
	 * Waits only if the context is closing: a closed executor cannot be started again.
	 */
	@Override
	public void stop() {
		this.running = false;
		if (this.deadline.get().hasBegun()) {
			ExecutorThreads.executors(this.beanFactory).toList().forEach(this::await);
		}
	}

	private void await(Object executor) {
		if (executor instanceof ExecutorConfigurationSupport tasks) {
			ThreadPoolExecutor pool = ExecutorThreads.pool(tasks);
			if (pool != null) {
				this.pools.add(pool);
				awaitPools((tasks instanceof ThreadPoolTaskExecutor) ? remaining(this.limits.period()) : Duration.ZERO);
			}
		}
		else if (executor instanceof SimpleAsyncTaskExecutor tasks) {
			this.tracked.of(tasks).ifPresent(this::await);
		}
	}

	/**
	 * A scheduler interrupts the run on its own thread when it is closed. If there is no
	 * time left that run may still be there, and closing has to wait until statements
	 * have been cancelled.
	 */
	private void await(ClosingExecutor executor) {
		Duration remaining = remaining(executor.period().isZero() ? this.limits.phase() : executor.period());
		if (!remaining.isZero()) {
			executor.close();
			executor.await(remaining);
		}
	}

	/**
	 * What is left of the phase that executors share, of the deadline and of a period.
	 */
	private Duration remaining(Duration period) {
		Duration spent = Duration.ofNanos(System.nanoTime() - this.began);
		return min(min(this.limits.phase().minus(spent), period.minus(spent)), this.deadline.get().remaining());
	}

	private static Duration min(Duration one, Duration other) {
		Duration less = (one.compareTo(other) < 0) ? one : other;
		return less.isNegative() ? Duration.ZERO : less;
	}

	/**
	 * Spring waits until no task runs, which may be between two of them, and then
	 * discards the queue.
	 */
	private void awaitPools(Duration timeout) {
		long begin = System.nanoTime();
		while (this.pools.stream().anyMatch(TaskDrain::isBusy) && System.nanoTime() - begin < timeout.toNanos()
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
	 * The executors are destroyed by now and the pool is not. Waits for the tasks of
	 * those that were to go on until now, and has the others interrupt what still runs.
	 */
	@Override
	public void destroy() {
		if (this.pools.stream().anyMatch(TaskDrain::isBusy)) {
			awaitPools(remaining(this.limits.period()));
		}
		RuntimePool pool = this.connections.get();
		if (pool == null || !this.tracked.isAnyClosing()) {
			this.tracked.interrupt();
			return;
		}
		// A task must not begin a statement between the cancel and the interrupt.
		pool.shutdown().refuseOthers();
		try {
			pool.shutdown().settle((thread) -> true);
		}
		finally {
			try {
				this.tracked.interrupt();
			}
			finally {
				pool.shutdown().acceptOthers();
			}
		}
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
