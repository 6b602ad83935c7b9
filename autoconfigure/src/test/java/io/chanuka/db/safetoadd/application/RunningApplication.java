package io.chanuka.db.safetoadd.application;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that runs until it is closed.
 *
 * @param context its context
 * @param end ends it
 */
record RunningApplication(ConfigurableApplicationContext context, Runnable end) implements AutoCloseable {

	@Override
	public void close() {
		this.end.run();
	}

}
