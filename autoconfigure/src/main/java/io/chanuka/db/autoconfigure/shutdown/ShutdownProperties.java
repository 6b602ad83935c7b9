package io.chanuka.db.autoconfigure.shutdown;

import java.time.Duration;

import org.springframework.core.env.Environment;

/**
 * Properties of Spring Boot that decide how an application stops.
 */
final class ShutdownProperties {

	static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final String TASKS = "spring.task.";

	/**
	 * Spring Boot's default.
	 */
	private static final Duration DEFAULT_PHASE_TIMEOUT = Duration.ofSeconds(30);

	private ShutdownProperties() {
	}

	/**
	 * How long Spring waits for the beans of one phase.
	 */
	static Duration phaseTimeout(Environment environment) {
		return environment.getProperty(PHASE_TIMEOUT, Duration.class, DEFAULT_PHASE_TIMEOUT);
	}

	/**
	 * Whether the web server waits for its requests.
	 */
	static boolean isGraceful(Environment environment) {
		return !"immediate".equalsIgnoreCase(environment.getProperty("server.shutdown"));
	}

	/**
	 * How long the tasks of executors that Spring Boot has made are awaited when these
	 * are destroyed.
	 * @param environment the environment
	 * @param kind {@code execution} or {@code scheduling}
	 * @return the period, zero if they are not; without a period nothing is awaited
	 */
	static Duration terminationPeriod(Environment environment, String kind) {
		String await = TASKS + kind + ".shutdown.await-termination";
		return environment.getProperty(await, Boolean.class, false)
				? environment.getProperty(await + "-period", Duration.class, Duration.ZERO) : Duration.ZERO;
	}

	/**
	 * Whether executors with a thread for each task interrupt their tasks as soon as they
	 * are closed. Spring Boot has no such property for schedulers.
	 */
	static boolean cancelsOnClose(Environment environment) {
		return environment.getProperty(TASKS + "execution.simple.cancel-remaining-tasks-on-close", Boolean.class,
				false);
	}

}
