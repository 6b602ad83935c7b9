package io.chanuka.db.autoconfigure.shutdown;

import java.time.Duration;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.drain.ExecutorDestructionOrder;
import io.chanuka.db.drain.ExecutorTermination;
import io.chanuka.db.drain.ShutdownStart;
import io.chanuka.db.drain.StopSignal;
import io.chanuka.db.drain.TaskDrain;
import io.chanuka.db.drain.TaskLimits;
import io.chanuka.db.drain.TrackedExecutors;
import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.settings.ShutdownSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.task.SimpleAsyncTaskExecutorCustomizer;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the order in which an
 * application stops: readiness, requests, tasks, connections.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnRuntimePool
public final class ChanukaShutdownAutoConfiguration {

	private static final String DEADLINE = "chanukaShutdownDeadline";

	private static final String TASK_DRAIN = "chanukaTaskDrain";

	/**
	 * Without the DataSource: Spring creates this listener for the first event that
	 * anything publishes, such as what the DataSource is created from.
	 */
	@Bean
	@ConditionalOnMissingBean
	static ShutdownStart chanukaShutdownStart(ApplicationContext context, ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<ShutdownSettings> settings) {
		return new ShutdownStart(context, () -> existingDeadline(beanFactory),
				() -> settings.getObject().readinessDelay().value());
	}

	private static @Nullable ShutdownDeadline existingDeadline(ConfigurableListableBeanFactory beanFactory) {
		return (beanFactory.getSingleton(DEADLINE) instanceof ShutdownDeadline deadline) ? deadline : null;
	}

	@Bean
	static ExecutorDestructionOrder chanukaExecutorOrder(ConfigurableListableBeanFactory beanFactory) {
		return new ExecutorDestructionOrder(beanFactory, TASK_DRAIN, BootDataSourceDefinition.BEAN_NAME);
	}

	@Bean
	static ExecutorTermination chanukaExecutorTermination(ConfigurableListableBeanFactory beanFactory) {
		return new ExecutorTermination(beanFactory, () -> RuntimePoolHolder.existing(beanFactory).pool());
	}

	@Bean
	static TrackedExecutors chanukaTrackedExecutors(ConfigurableListableBeanFactory beanFactory) {
		return new TrackedExecutors(beanFactory);
	}

	@Bean(TASK_DRAIN)
	@ConditionalOnMissingBean
	TaskDrain chanukaTaskDrain(ConfigurableListableBeanFactory beanFactory, TrackedExecutors tracked,
			ObjectProvider<ShutdownDeadline> deadline, Environment environment) {
		Duration phase = ShutdownProperties.phaseTimeout(environment);
		Duration period = ShutdownProperties.terminationPeriod(environment, "execution");
		return new TaskDrain(beanFactory, tracked, SingletonSupplier.of(deadline::getObject),
				new TaskLimits(phase, period.isZero() ? phase : period),
				() -> RuntimePoolHolder.existing(beanFactory).pool());
	}

	@Bean
	StopSignal chanukaTaskDrainBegin(TaskDrain drain) {
		return new StopSignal(TaskDrain.BEGIN_PHASE, drain::begin);
	}

	/**
	 * Not if tasks are to be interrupted as soon as the executor is closed.
	 */
	@Bean
	static SimpleAsyncTaskExecutorCustomizer chanukaTaskExecutorCustomizer(TrackedExecutors tracked,
			Environment environment) {
		return (executor) -> {
			if (!ShutdownProperties.cancelsOnClose(environment)) {
				tracked.built(executor, ShutdownProperties.terminationPeriod(environment, "execution"));
			}
		};
	}

	@Bean
	static SimpleAsyncTaskSchedulerCustomizer chanukaTaskSchedulerCustomizer(TrackedExecutors tracked,
			Environment environment) {
		return (scheduler) -> tracked.built(scheduler, ShutdownProperties.terminationPeriod(environment, "scheduling"));
	}

	@Bean
	GracePeriodCheck chanukaGracePeriodCheck(ShutdownSettings settings, ApplicationContext context,
			Environment environment) {
		return new GracePeriodCheck(settings, ShutdownProperties.phaseTimeout(environment),
				WebServerStop.of(context, environment));
	}

	@Bean
	@ConditionalOnWebApplication
	ReadinessDelayCheck chanukaReadinessDelayCheck(ShutdownSettings settings, Environment environment) {
		return new ReadinessDelayCheck(settings.readinessDelay(), environment);
	}

}
