package io.chanuka.db.autoconfigure.shutdown;

import java.time.Duration;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * How long the web server of an application may take to stop.
 *
 * @param requests how long requests are awaited
 * @param threads how long the server waits for the threads of requests that were not
 * finished by then
 */
record WebServerStop(Duration requests, Duration threads) {

	private static final WebServerStop NONE = new WebServerStop(Duration.ZERO, Duration.ZERO);

	private static final String CONTEXT = "org.springframework.boot.web.server.context.WebServerApplicationContext";

	/**
	 * Tomcat's {@code executorTerminationTimeoutMillis}.
	 */
	private static final Duration TOMCAT = Duration.ofSeconds(5);

	static WebServerStop of(ApplicationContext context, Environment environment) {
		return ClassUtils.isPresent(CONTEXT, context.getClassLoader()) ? Known.of(context, environment) : NONE;
	}

	/**
	 * Apart, because Spring Boot's web server need not be there.
	 */
	private static final class Known {

		private Known() {
		}

		static WebServerStop of(ApplicationContext context, Environment environment) {
			WebServer server = (context instanceof WebServerApplicationContext web) ? web.getWebServer() : null;
			if (server == null) {
				return NONE;
			}
			boolean graceful = ShutdownProperties.isGraceful(environment);
			boolean tomcat = server.getClass().getSimpleName().startsWith("Tomcat");
			return new WebServerStop(graceful ? ShutdownProperties.phaseTimeout(environment) : Duration.ZERO,
					tomcat ? TOMCAT : Duration.ZERO);
		}

	}

}
