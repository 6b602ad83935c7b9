package io.chanuka.db.sample.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.PoolView;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends what the page shows to every open page, twice a second, from memory.
 */
@RestController
class LivePage {

	private static final int SAMPLES = 240;

	private static final int PAGES = 20;

	private final Deque<Sample> samples = new ConcurrentLinkedDeque<>();

	private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();

	private final Instant startedAt = Instant.now();

	private final PoolView pool;

	private final HealthEndpoint health;

	private final MeterRegistry meters;

	private final ObjectProvider<StatementLines> statements;

	private final String lastDrain;

	private volatile boolean stopping;

	LivePage(PoolView pool, HealthEndpoint health, MeterRegistry meters, ObjectProvider<StatementLines> statements,
			@Value("${sample.last-drain:}") String lastDrain) {
		this.pool = pool;
		this.health = health;
		this.meters = meters;
		this.statements = statements;
		this.lastDrain = lastDrain;
	}

	@GetMapping("/live")
	ResponseEntity<SseEmitter> live() throws IOException {
		if (this.stopping || this.pages.size() >= PAGES) {
			return ResponseEntity.status(503).build();
		}
		SseEmitter page = new SseEmitter(0L);
		page.onCompletion(() -> this.pages.remove(page));
		page.send(SseEmitter.event()
			.name("start")
			.data(Map.of("startedAt", this.startedAt, "experiments", this.statements.getIfAvailable() != null,
					"lastDrain", this.lastDrain, "samples", this.samples)));
		this.pages.add(page);
		return ResponseEntity.ok(page);
	}

	/**
	 * Outside development only while a page is open: each call has the database probed.
	 */
	@Scheduled(fixedRate = 500)
	void sample() {
		StatementLines lines = this.statements.getIfAvailable();
		if (lines == null && this.pages.isEmpty()) {
			return;
		}
		HealthDescriptor database = health("db");
		Sample sample = new Sample(Instant.now(), this.pool.snapshot(), database.getStatus().getCode(),
				health("readiness").getStatus().getCode(), this.pool.outage(), values(),
				(lines != null) ? lines.drain() : List.of());
		this.samples.add(sample);
		if (this.samples.size() > SAMPLES) {
			this.samples.remove();
		}
		List<Map<String, Object>> holders = this.pool.activeConnections()
			.stream()
			.map((holder) -> Map.<String, Object>of("thread", holder.thread(), "since", holder.since()))
			.toList();
		this.pages.forEach((page) -> send(page, Map.of("sample", sample, "health", database, "holders", holders)));
	}

	private HealthDescriptor health(String path) {
		return Objects.requireNonNull(this.health.healthForPath(path));
	}

	private Map<String, Double> values() {
		Map<String, Double> values = new TreeMap<>();
		for (Meter meter : this.meters.getMeters()) {
			String name = meter.getId().getName();
			if (name.startsWith("chanuka.db.") || name.matches("hikaricp.connections.(acquire|timeout)")) {
				List<Tag> tags = meter.getId()
					.getTags()
					.stream()
					.filter((tag) -> !tag.getKey().equals("pool"))
					.toList();
				meter.measure()
					.forEach(
							(value) -> values.merge(
									name + (tags.isEmpty() ? "" : " " + tags.get(0).getValue()) + " "
											+ value.getStatistic().getTagValueRepresentation(),
									value.getValue(), Double::sum));
			}
		}
		values.values().removeIf((value) -> value.isNaN() || value == 0);
		return values;
	}

	private void send(SseEmitter page, Object data) {
		try {
			page.send(SseEmitter.event().name("state").data(data));
		}
		catch (IOException | IllegalStateException ex) {
			this.pages.remove(page);
		}
	}

	/**
	 * Before the web server waits for requests: an open page must not hold it up.
	 */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopping = true;
		this.pages.forEach(SseEmitter::complete);
	}

	/**
	 * What is kept of each half second.
	 */
	record Sample(Instant at, PoolSnapshot pool, String status, String readiness, @Nullable ConnectionFailure outage,
			Map<String, Double> meters, List<String> statements) {

	}

}
