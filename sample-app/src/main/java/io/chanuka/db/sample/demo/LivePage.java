package io.chanuka.db.sample.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.pool.PoolView;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends the state to each open page, twice a second. While none is open, nothing is read.
 */
@RestController
class LivePage {

	private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("live-");

	private final Semaphore free = new Semaphore(20);

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final Instant startedAt = Instant.now();

	private final PoolView pool;

	private final HealthEndpoint health;

	private final PrometheusMeterRegistry meters;

	LivePage(PoolView pool, HealthEndpoint health, PrometheusMeterRegistry meters) {
		this.pool = pool;
		this.health = health;
		this.meters = meters;
	}

	@Bean
	static Filter pageHeaders() {
		return (request, response, chain) -> {
			((HttpServletResponse) response).setHeader("Content-Security-Policy",
					"default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
			chain.doFilter(request, response);
		};
	}

	@EventListener
	void started(WebServerInitializedEvent event) {
		LogFactory.getLog(getClass()).info("The page: http://localhost:" + event.getWebServer().getPort() + "/");
	}

	@GetMapping("/live")
	SseEmitter live(@Value("${sample.postgres:}") String postgres, @Value("${sample.last-drain:}") String lastDrain) {
		if (!this.free.tryAcquire()) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		}
		SseEmitter page = new SseEmitter(0L);
		this.threads.submit(() -> {
			try {
				while (!this.stopping.await(500, TimeUnit.MILLISECONDS)) {
					page.send(state(postgres.equals("embedded"), lastDrain));
				}
			}
			finally {
				this.free.release();
				page.complete();
			}
			return page;
		});
		return page;
	}

	private Map<String, Object> state(boolean experiments, String lastDrain) {
		return Map.of("at", Instant.now(), "startedAt", this.startedAt, "experiments", experiments, "lastDrain",
				lastDrain, "pool", this.pool.snapshot(), "outage", Optional.ofNullable(this.pool.outage()), "holders",
				this.pool.activeConnections(), "health", Optional.ofNullable(this.health.healthForPath("db")),
				"readiness", Optional.ofNullable(this.health.healthForPath("readiness")), "meters",
				this.meters.scrape());
	}

	/**
	 * Before the web server waits for requests: an open page must not delay the shutdown.
	 */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopping.countDown();
	}

}
