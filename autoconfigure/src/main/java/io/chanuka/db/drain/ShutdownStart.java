package io.chanuka.db.drain;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.log.LogMessage;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/**
 * Begins the shutdown of one context. It is notified of the closing after readiness went
 * off and before executors stop to accept tasks, because they listen to the same event
 * and it listens first: here is the one place where an application that gets no new
 * requests any more can go on serving.
 */
public final class ShutdownStart implements SmartApplicationListener {

	/**
	 * How long a restart by DevTools waits.
	 */
	private static final Duration RESTART_TIMEOUT = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(ShutdownStart.class);

	private final ApplicationContext context;

	private final Supplier<@Nullable ShutdownDeadline> deadline;

	private final Supplier<Duration> readinessDelay;

	private volatile boolean acceptedTraffic;

	/**
	 * Create a new instance.
	 * @param context the context whose events count, not those of its children
	 * @param deadline gives what begins, or {@code null} as long as it does not exist:
	 * Spring creates this listener for any event, also for one that is published while
	 * the DataSource is created
	 * @param readinessDelay gives how long requests are served after readiness is off
	 */
	public ShutdownStart(ApplicationContext context, Supplier<@Nullable ShutdownDeadline> deadline,
			Supplier<Duration> readinessDelay) {
		this.context = context;
		this.deadline = deadline;
		this.readinessDelay = readinessDelay;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type) || ApplicationFailedEvent.class.isAssignableFrom(type)
				|| AvailabilityChangeEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationFailedEvent failed && failed.getApplicationContext() == this.context) {
			ShutdownDeadline existing = this.deadline.get();
			if (existing != null) {
				existing.begin(Duration.ZERO);
			}
		}
		else if (event instanceof AvailabilityChangeEvent<?> change && change.getSource() == this.context) {
			this.acceptedTraffic |= change.getState() == ReadinessState.ACCEPTING_TRAFFIC;
		}
		else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
			ShutdownDeadline existing = this.deadline.get();
			if (existing != null) {
				begin(existing);
			}
			// Not those of a parent, which may live on.
			this.context.getBeansOfType(ScheduledTaskHolder.class, false, false)
				.values()
				.forEach(ShutdownStart::cancelRuns);
		}
	}

	private void begin(ShutdownDeadline existing) {
		if (DevToolsRestart.isUnderWay(applicationLoader())) {
			existing.begin(RESTART_TIMEOUT);
		}
		else if (!existing.hasBegun()) {
			existing.begin(existing.timeout());
			serveOn(this.readinessDelay.get());
		}
	}

	/**
	 * That of the beans: the context's own may be that of the closing thread, which
	 * DevTools does not load the application with.
	 */
	private @Nullable ClassLoader applicationLoader() {
		return (this.context instanceof ConfigurableApplicationContext configurable)
				? configurable.getBeanFactory().getBeanClassLoader() : this.context.getClassLoader();
	}

	/**
	 * An application that was never ready has no requests to lose.
	 */
	private void serveOn(Duration delay) {
		if (delay.isZero() || !this.acceptedTraffic) {
			return;
		}
		logger
			.info(LogMessage.format("Readiness OUT_OF_SERVICE; requests are served for another %s", asWritten(delay)));
		long end = System.nanoTime() + delay.toNanos();
		long left = delay.toNanos();
		while (left > 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, left);
			left = end - System.nanoTime();
		}
	}

	private static String asWritten(Duration duration) {
		return (duration.getNano() == 0) ? duration.getSeconds() + "s" : duration.toMillis() + "ms";
	}

	/**
	 * A run that has begun goes on, another one does not begin. An executor that is
	 * configured to await its tasks would start it.
	 */
	private static void cancelRuns(ScheduledTaskHolder holder) {
		for (ScheduledTask task : holder.getScheduledTasks()) {
			task.cancel(false);
		}
	}

	/**
	 * The closing thread itself has to wait.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
