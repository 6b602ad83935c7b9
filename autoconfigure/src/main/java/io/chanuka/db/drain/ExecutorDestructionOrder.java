package io.chanuka.db.drain;

import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.log.LogMessage;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * Has every executor, and every scheduler of Quartz, destroyed before the DataSource. One
 * that is configured to await its tasks does so when it is destroyed, and its tasks need
 * connections until then.
 */
public final class ExecutorDestructionOrder implements SmartInitializingSingleton {

	private static final String QUARTZ = "org.quartz.Scheduler";

	private static final Log logger = LogFactory.getLog(ExecutorDestructionOrder.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final String taskDrain;

	private final String dataSource;

	/**
	 * Create a new instance.
	 * @param beanFactory where the executors are
	 * @param taskDrain the name of the bean that is destroyed after them
	 * @param dataSource the name of the bean that is destroyed after that one
	 */
	public ExecutorDestructionOrder(ConfigurableListableBeanFactory beanFactory, String taskDrain, String dataSource) {
		this.beanFactory = beanFactory;
		this.taskDrain = taskDrain;
		this.dataSource = dataSource;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.beanFactory.registerDependentBean(this.dataSource, this.taskDrain);
		orderQuartz(this.beanFactory.getBeanClassLoader());
		for (String executor : this.beanFactory.getBeanNamesForType(Executor.class, true, false)) {
			this.beanFactory.registerDependentBean(this.taskDrain, executor);
			Class<?> type = this.beanFactory.getType(executor, false);
			if (type != null && VirtualThreadTaskExecutor.class.isAssignableFrom(type)) {
				logger.warn(LogMessage.format(
						"The tasks of the executor '%s' are not awaited when the application stops: a %s does not "
								+ "count them. Build it with Spring Boot's SimpleAsyncTaskExecutorBuilder",
						executor, type.getSimpleName()));
			}
		}
	}

	/**
	 * Quartz has threads of its own. Jobs get their beans from a factory, so nothing else
	 * shows that they need the DataSource.
	 */
	private void orderQuartz(@Nullable ClassLoader classLoader) {
		if (ClassUtils.isPresent(QUARTZ, classLoader)) {
			Class<?> scheduler = ClassUtils.resolveClassName(QUARTZ, classLoader);
			for (String name : this.beanFactory.getBeanNamesForType(scheduler, true, false)) {
				this.beanFactory.registerDependentBean(this.taskDrain, name);
			}
		}
	}

}
