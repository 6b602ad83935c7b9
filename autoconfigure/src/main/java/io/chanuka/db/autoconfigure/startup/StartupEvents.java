package io.chanuka.db.autoconfigure.startup;

import java.util.function.Consumer;

import io.chanuka.db.startup.StartupGate;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Lets the gate know how far the start of its own context is.
 */
class StartupEvents implements ApplicationListener<ApplicationEvent> {

	private final ConfigurableApplicationContext context;

	StartupEvents(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationContextEvent ofContext && ofContext.getApplicationContext() == this.context) {
			onContextEvent(ofContext);
		}
		else if (event instanceof ApplicationStartedEvent started && started.getApplicationContext() == this.context) {
			withGate(StartupGate::running);
		}
		else if (event instanceof ApplicationReadyEvent ready && ready.getApplicationContext() == this.context) {
			withGate(StartupGate::ready);
		}
		else if (event instanceof ApplicationFailedEvent failed && failed.getApplicationContext() == this.context) {
			withGate(StartupGate::close);
		}
	}

	private void onContextEvent(ApplicationContextEvent event) {
		if (event instanceof ContextRefreshedEvent) {
			withGate(StartupGate::refreshed);
		}
		else if (event instanceof ContextClosedEvent) {
			withGate(StartupGate::close);
		}
	}

	/**
	 * The gate exists if something has connected or will. That of a parent does not
	 * depend on how far its children are.
	 */
	private void withGate(Consumer<StartupGate> action) {
		StartupGate gate = RecordedGate.own(this.context.getBeanFactory());
		if (gate != null) {
			action.accept(gate);
		}
	}

}
