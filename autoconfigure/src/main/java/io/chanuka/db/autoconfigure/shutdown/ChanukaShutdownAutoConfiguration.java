package io.chanuka.db.autoconfigure.shutdown;

import io.chanuka.db.autoconfigure.BootDataSourceDefinition;
import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.RuntimePoolPostProcessor;
import io.chanuka.db.drain.ExecutorOrder;
import io.chanuka.db.drain.ShutdownStart;
import io.chanuka.db.drain.TaskDrain;
import io.chanuka.db.pool.ShutdownDeadline;
import io.chanuka.db.settings.ShutdownSettings;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.task.SimpleAsyncTaskExecutorCustomizer;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the order in which an
 * application stops: readiness, requests, tasks, connections.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnBean(RuntimePoolPostProcessor.class)
public final class ChanukaShutdownAutoConfiguration {

	private static final String TASK_DRAIN = "chanukaTaskDrain";

	@Bean
	@ConditionalOnMissingBean
	ShutdownStart chanukaShutdownStart(ApplicationContext context, ShutdownDeadline deadline,
			ShutdownSettings settings) {
		return new ShutdownStart(context, deadline, settings.readinessDelay().value());
	}

	@Bean
	static ExecutorOrder chanukaExecutorOrder(ConfigurableListableBeanFactory beanFactory) {
		return new ExecutorOrder(beanFactory, TASK_DRAIN, BootDataSourceDefinition.BEAN_NAME);
	}

	@Bean(TASK_DRAIN)
	@ConditionalOnMissingBean
	TaskDrain chanukaTaskDrain(ConfigurableListableBeanFactory beanFactory, ShutdownDeadline deadline) {
		return new TaskDrain(beanFactory, deadline);
	}

	@Bean
	SimpleAsyncTaskExecutorCustomizer chanukaTaskExecutorCustomizer(TaskDrain drain, Environment environment) {
		return isAwaited(environment, "execution") ? (executor) -> {
		} : drain::track;
	}

	@Bean
	SimpleAsyncTaskSchedulerCustomizer chanukaTaskSchedulerCustomizer(TaskDrain drain, Environment environment) {
		return isAwaited(environment, "scheduling") ? (scheduler) -> {
		} : drain::track;
	}

	/**
	 * Spring Boot awaits nothing without a period.
	 */
	private static boolean isAwaited(Environment environment, String kind) {
		String shutdown = "spring.task." + kind + ".shutdown.await-termination";
		return environment.getProperty(shutdown, Boolean.class, false)
				&& environment.containsProperty(shutdown + "-period");
	}

	@Bean
	GracePeriodCheck chanukaGracePeriodCheck(ShutdownSettings settings, Environment environment) {
		return new GracePeriodCheck(settings, environment);
	}

}
