package io.chanuka.db.drain;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The executors with a thread for each task that Spring Boot's builders have made, and
 * whose tasks are awaited. Such an executor counts its tasks only if it has a termination
 * timeout, and interrupts them when that is over; an interrupt closes the connection of a
 * virtual thread while its statement runs on. So the timeout is longer than any deadline,
 * and the wait is ended from here. It needs no other bean, because executors may be among
 * the first.
 */
public final class TrackedExecutors implements DestructionAwareBeanPostProcessor {

	/**
	 * Beyond any deadline, and yet an end where nothing else ends the wait.
	 */
	private static final Duration BEYOND = Duration.ofHours(1);

	/**
	 * Made by a builder, with how long Spring Boot is configured to await the tasks.
	 */
	private final Map<SimpleAsyncTaskExecutor, Duration> built = Collections.synchronizedMap(new WeakHashMap<>());

	private final Map<SimpleAsyncTaskExecutor, ClosingExecutor> tracked = new ConcurrentHashMap<>();

	private volatile boolean ended;

	/**
	 * Notes that an executor was made by a builder.
	 * @param executor the executor
	 * @param period how long its tasks are awaited when it is destroyed, zero for not at
	 * all
	 */
	public void built(SimpleAsyncTaskExecutor executor, Duration period) {
		this.built.put(executor, period);
	}

	/**
	 * One that is no bean is not destroyed by the context, and so not awaited either.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SimpleAsyncTaskExecutor executor) {
			Duration period = this.built.remove(executor);
			if (period != null) {
				executor.setTaskTerminationTimeout(BEYOND.toMillis());
				this.tracked.put(executor, new ClosingExecutor(executor, period));
			}
		}
		return bean;
	}

	/**
	 * The tracking of an executor.
	 * @return the one, or nothing if the executor's tasks are not counted
	 */
	Optional<ClosingExecutor> of(SimpleAsyncTaskExecutor executor) {
		return Optional.ofNullable(this.tracked.get(executor));
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return bean instanceof SimpleAsyncTaskExecutor executor && this.tracked.containsKey(executor);
	}

	/**
	 * Spring is about to close it, and would wait.
	 */
	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		if (bean instanceof SimpleAsyncTaskExecutor executor) {
			of(executor).ifPresent((closing) -> {
				closing.close();
				closing.awaitPeriod();
				if (this.ended) {
					closing.interrupt();
				}
			});
		}
	}

	/**
	 * Whether tasks of executors that are closed still run.
	 */
	boolean isAnyClosing() {
		return this.tracked.values().stream().anyMatch(ClosingExecutor::isClosing);
	}

	/**
	 * Has the executors interrupt the tasks that still run, now and from now on.
	 */
	void interrupt() {
		this.ended = true;
		this.tracked.values().forEach(ClosingExecutor::interrupt);
	}

}
