package io.chanuka.db.drain;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.CustomizableThreadCreator;

/**
 * The threads of the executors that are beans and have tasks to finish. Where an executor
 * does not show its threads, every thread that may be one of them counts.
 */
public final class ExecutorThreads implements Predicate<Thread> {

	private static final String WORKER = ThreadPoolExecutor.class.getName();

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create a new instance.
	 * @param beanFactory where the executors are
	 */
	public ExecutorThreads(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether a thread belongs to an executor that has tasks to finish.
	 */
	@Override
	public boolean test(Thread thread) {
		return executors(this.beanFactory).anyMatch((executor) -> mayOwn(executor, thread));
	}

	/**
	 * The executors that exist.
	 */
	static Stream<Object> executors(ConfigurableListableBeanFactory beanFactory) {
		return Stream.of(beanFactory.getBeanNamesForType(Executor.class, true, false))
			.filter(beanFactory::containsSingleton)
			.map(beanFactory::getBean);
	}

	/**
	 * The thread pool of an executor of Spring's.
	 * @return the thread pool, or {@code null} if there is none: the executor was not
	 * initialized, or is a mock
	 */
	static @Nullable ThreadPoolExecutor pool(ExecutorConfigurationSupport executor) {
		try {
			if (executor instanceof ThreadPoolTaskExecutor tasks) {
				return tasks.getThreadPoolExecutor();
			}
			return (executor instanceof ThreadPoolTaskScheduler tasks
					&& tasks.getScheduledExecutor() instanceof ThreadPoolExecutor pool) ? pool : null;
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

	private static boolean mayOwn(Object executor, Thread thread) {
		if (executor instanceof ExecutorConfigurationSupport tasks) {
			ThreadPoolExecutor pool = pool(tasks);
			return pool != null && mayOwn(tasks, pool, thread);
		}
		if (executor instanceof SimpleAsyncTaskExecutor tasks) {
			return (tasks.getThreadFactory() != null) || isNamedBy(tasks, thread);
		}
		if (executor instanceof ThreadPoolExecutor pool) {
			return pool.getActiveCount() > 0 && isWorker(thread);
		}
		if (executor instanceof ForkJoinPool pool) {
			return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == pool;
		}
		boolean ended = executor instanceof ExecutorService service && service.isTerminated();
		return !ended && (isVirtual(thread) || isWorker(thread));
	}

	private static boolean mayOwn(CustomizableThreadCreator creator, ThreadPoolExecutor pool, Thread thread) {
		return pool.getActiveCount() > 0
				&& ((pool.getThreadFactory() == creator) ? isNamedBy(creator, thread) : isWorker(thread));
	}

	private static boolean isNamedBy(CustomizableThreadCreator creator, Thread thread) {
		return thread.getName().startsWith(creator.getThreadNamePrefix());
	}

	private static boolean isWorker(Thread thread) {
		return Stream.of(thread.getStackTrace()).anyMatch((frame) -> frame.getClassName().equals(WORKER));
	}

	/**
	 * By name: Java 17 does not have them.
	 */
	static boolean isVirtual(Thread thread) {
		return thread.getClass().getName().equals("java.lang.VirtualThread");
	}

}
