package io.chanuka.db.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that comes and goes for a minute, and what a platform that asks for the
 * readiness all the time sees of it.
 */
@Tag("endurance")
class ReadinessFlickerIT {

	private static final Log logger = LogFactory.getLog(ReadinessFlickerIT.class);

	private static final Duration FLICKER = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<String> changes = new CopyOnWriteArrayList<>();

	private volatile boolean over;

	@Test
	void readinessDoesNotFlap() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = TestApplication.startWeb("chanuka.db.url=" + server.url(),
						"spring.flyway.enabled=false", "chanuka.db.readiness.enabled=true",
						"management.endpoints.web.exposure.include=health")) {
			URI uri = URI.create("http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort()
					+ "/actuator/health/readiness");
			CompletableFuture<Void> watcher = CompletableFuture.runAsync(() -> watch(uri),
					(task) -> new Thread(task, "platform").start());
			pause(Duration.ofSeconds(2));
			int outages = flicker(server);
			// It has to stay for five seconds before it is trusted.
			pause(Duration.ofSeconds(10));
			this.over = true;
			watcher.join();
			logger.info(LogMessage.format("%d outages in %d s: %s", outages, FLICKER.toSeconds(), this.changes));
			assertThat(outages).isGreaterThan(5);
		}
		assertThat(this.changes).hasSizeBetween(3, 5);
		assertThat(this.changes.get(this.changes.size() - 1)).startsWith("200");
	}

	private static int flicker(RestartableServer server) {
		int outages = 0;
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < FLICKER.toNanos()) {
			server.kill();
			pause(Duration.ofSeconds(1));
			server.start();
			pause(Duration.ofSeconds(1));
			outages++;
		}
		return outages;
	}

	/**
	 * Notes each answer that differs from the one before it.
	 */
	private void watch(URI uri) {
		long begin = System.nanoTime();
		int before = 0;
		while (!this.over) {
			int status = status(uri);
			if (status != before) {
				this.changes.add(status + " after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms");
			}
			before = status;
			pause(Duration.ofMillis(20));
		}
	}

	private int status(URI uri) {
		try {
			return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void pause(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		while (end - System.nanoTime() > 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

}
