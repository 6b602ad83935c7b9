package io.chanuka.db.drain;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.chanuka.db.pool.RuntimePool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.util.ReflectionUtils;

/**
 * Prepares executors for their destruction. One that interrupts its tasks does so when no
 * statement of a virtual thread runs: the interrupt would close the connection, and the
 * statement would run on on the server. One whose {@code close()} waits for its tasks
 * without end, as those of virtual threads and of a {@link ForkJoinPool} do since Java
 * 19, does so when its tasks have ended or get no connections any more. One that is
 * destroyed before the shutdown begins, as those of narrower scopes are, concerns nothing
 * else.
 */
public final class ExecutorTermination implements DestructionAwareBeanPostProcessor {

	private static final String CLOSE = "close";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<@Nullable RuntimePool> pool;

	/**
	 * Create a new instance.
	 * @param beanFactory where the executors are
	 * @param pool gives the pool, as long as it exists
	 */
	public ExecutorTermination(ConfigurableListableBeanFactory beanFactory, Supplier<@Nullable RuntimePool> pool) {
		this.beanFactory = beanFactory;
		this.pool = pool;
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return bean instanceof Executor;
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		RuntimePool existing = this.pool.get();
		if (existing == null || !existing.shutdown().isStopping() || !(bean instanceof Executor)) {
			return;
		}
		if (bean instanceof ExecutorService service && isClosedWithoutEnd(service, beanName)) {
			terminate(service, existing);
		}
		else {
			existing.shutdown().settle(ExecutorThreads::isVirtual);
		}
	}

	/**
	 * Spring calls the method only if it is not the one that all executors inherit.
	 */
	private boolean isClosedWithoutEnd(ExecutorService executor, String beanName) {
		if (!(executor instanceof AutoCloseable) || executor == ForkJoinPool.commonPool()
				|| !isDestroyMethodInferred(beanName)) {
			return false;
		}
		var close = ReflectionUtils.findMethod(executor.getClass(), CLOSE);
		return close != null && close.getDeclaringClass() != ExecutorService.class;
	}

	private boolean isDestroyMethodInferred(String beanName) {
		if (!this.beanFactory.containsBeanDefinition(beanName)) {
			return false;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
		String method = definition.getDestroyMethodName();
		return method == null || method.equals(AbstractBeanDefinition.INFER_METHOD) || method.equals(CLOSE);
	}

	/**
	 * After the deadline its tasks get what they would get from a pool that is closed.
	 */
	private static void terminate(ExecutorService executor, RuntimePool pool) {
		executor.shutdown();
		boolean terminated = false;
		try {
			terminated = executor.awaitTermination(pool.shutdown().remainingTime().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!terminated) {
			pool.shutdown().refuseOthers();
			pool.shutdown().settle((thread) -> true);
		}
	}

}
