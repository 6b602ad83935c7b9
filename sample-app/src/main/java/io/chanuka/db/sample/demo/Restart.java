package io.chanuka.db.sample.demo;

import java.util.Map;
import java.util.concurrent.Callable;

import io.chanuka.db.drain.DrainOutcome;
import io.chanuka.db.sample.SampleApplication;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;

/**
 * Closes the application's context and starts another one on the same port.
 */
class Restart implements Callable<ConfigurableApplicationContext> {

	private final ConfigurableApplicationContext context;

	private final String[] args;

	private volatile String drain = "";

	Restart(ConfigurableApplicationContext context, ApplicationArguments args) {
		this.context = context;
		this.args = args.getSourceArgs();
	}

	@EventListener
	void drained(DrainOutcome outcome) {
		this.drain = outcome.describe();
	}

	@Override
	public ConfigurableApplicationContext call() {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		this.context.close();
		return new SpringApplicationBuilder(SampleApplication.class)
			.initializers(
					(next) -> next.getEnvironment()
						.getPropertySources()
						.addFirst(new MapPropertySource("restart",
								Map.of("server.port", port, "sample.last-drain", this.drain))))
			.run(this.args);
	}

}
