package io.chanuka.db.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.health.DatabaseMonitor.Observation;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.activity.ErrorSample;
import io.chanuka.db.pool.probe.ProbeOutcome;
import io.chanuka.db.provider.EndpointKind;

/**
 * Evidence of a database that is well, in words for what differs from that.
 */
final class TestEvidence {

	private static final int MAXIMUM = 10;

	private final Map<String, String> words = new HashMap<>();

	private TestEvidence(String words) {
		for (String word : words.split(" ")) {
			String[] parts = word.split("=");
			this.words.put(parts[0], (parts.length > 1) ? parts[1] : "");
		}
	}

	static HealthEvidence of(String words) {
		return new TestEvidence(words).build();
	}

	private HealthEvidence build() {
		Long pending = number("pending");
		Observation observation = new Observation(last(), (pending != null) ? Duration.ofMillis(pending) : null,
				has("unanswered"), has("busy"));
		return new HealthEvidence(pool(), has("suspended"), observation, kind("outage"), has("stopping"),
				new ErrorSample(number("errors", 0), number("acquires", 1000)),
				Duration.ofSeconds(number("since-acquire", 0)), Duration.ofSeconds(number("unreturned", 0)),
				has("pooled") ? EndpointKind.TRANSACTION_POOLED : EndpointKind.DIRECT, has("pooler-recommended"),
				number("certificate"));
	}

	private ProbeOutcome last() {
		if (has("unknown")) {
			return null;
		}
		List<String> missing = has("missing") ? List.of(this.words.get("missing")) : List.of();
		return new ProbeOutcome(Instant.EPOCH, Duration.ZERO, kind("failed"), missing);
	}

	private PoolSnapshot pool() {
		int waiting = (int) number("waiting", 0);
		if (has("empty")) {
			return new PoolSnapshot(0, 0, 0, waiting, MAXIMUM);
		}
		int active = (has("full") || waiting > 0) ? MAXIMUM : has("used") ? 9 : has("idle") ? 0 : 2;
		return new PoolSnapshot(MAXIMUM, active, MAXIMUM - active, waiting, MAXIMUM);
	}

	private boolean has(String word) {
		return this.words.containsKey(word);
	}

	private FailureKind kind(String word) {
		return has(word) ? FailureKind.valueOf(this.words.get(word)) : null;
	}

	private Long number(String word) {
		return has(word) ? Long.valueOf(this.words.get(word)) : null;
	}

	private long number(String word, long otherwise) {
		return has(word) ? Long.parseLong(this.words.get(word)) : otherwise;
	}

}
