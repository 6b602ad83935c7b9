package io.chanuka.db.drain;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * The executors with a thread for each task that Spring Boot's builders have made, and
 * whose tasks are awaited. Such an executor counts its tasks only if it has a termination
 * timeout, and interrupts them when that is over; an interrupt closes the connection of a
 * virtual thread while its statement runs on. So the timeout is longer than any deadline,
 * and the wait is ended from here. It needs no other bean, because executors may be among
 * the first.
 */
public final class TrackedExecutors implements DestructionAwareBeanPostProcessor {

	private static final String TIMEOUT = "taskTerminationTimeout";

	/**
	 * Beyond any deadline, and yet an end where nothing else ends the wait.
	 */
	private static final Duration BEYOND = Duration.ofHours(1);

	/**
	 * Made by a builder, with how long Spring Boot is configured to await the tasks.
	 */
	private final Map<SimpleAsyncTaskExecutor, Duration> built = Collections.synchronizedMap(new WeakHashMap<>());

	private final Map<SimpleAsyncTaskExecutor, ClosingExecutor> tracked = new ConcurrentHashMap<>();

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile boolean ended;

	/**
	 * Create a new instance.
	 * @param beanFactory where the executors are
	 */
	public TrackedExecutors(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

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
	 * One that is no singleton is not destroyed with the context, and so not awaited
	 * either: the code that closes it would wait.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SimpleAsyncTaskExecutor executor) {
			Duration configured = this.built.remove(executor);
			if (configured != null && isSingleton(beanName)) {
				Duration period = period(executor, configured);
				executor.setTaskTerminationTimeout(BEYOND.toMillis());
				this.tracked.put(executor, new ClosingExecutor(executor, period));
			}
		}
		return bean;
	}

	private boolean isSingleton(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getMergedBeanDefinition(beanName).isSingleton();
	}

	/**
	 * How long Spring would await the tasks. The application possibly sets another time
	 * on the builder than Spring Boot's properties state, and there is no getter.
	 */
	private static Duration period(SimpleAsyncTaskExecutor executor, Duration configured) {
		Field timeout = ReflectionUtils.findField(SimpleAsyncTaskExecutor.class, TIMEOUT, long.class);
		if (timeout == null) {
			return configured;
		}
		ReflectionUtils.makeAccessible(timeout);
		return (ReflectionUtils.getField(timeout, executor) instanceof Long millis) ? Duration.ofMillis(millis)
				: configured;
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
