package io.chanuka.db.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.pool.probe.ProbeOutcome;
import io.chanuka.db.settings.HealthSettings;
import io.chanuka.db.tls.CertificateExpiry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * Distinguishes up from degraded, busy from stuck, and both from down. A pure function of
 * the evidence.
 */
final class HealthEvaluator {

	private static final double ERROR_RATE_LIMIT = 0.05;

	/**
	 * In fewer acquires one or two errors would be a high rate.
	 */
	private static final int ERROR_SAMPLE = 50;

	private final HealthSettings settings;

	HealthEvaluator(HealthSettings settings) {
		this.settings = settings;
	}

	HealthState evaluate(HealthEvidence evidence) {
		String down = whyDown(evidence);
		if (down != null) {
			return new HealthState(Status.DOWN, List.of(down), Recommendations.whenDown(evidence.failure()));
		}
		if (evidence.stopping()) {
			return new HealthState(Status.OUT_OF_SERVICE, List.of("the application is stopping"),
					Recommendations.whenDown(evidence.failure()));
		}
		List<String> problems = degradations(evidence);
		boolean known = evidence.observation().last() != null;
		Status status = !problems.isEmpty() ? HealthState.DEGRADED : known ? Status.UP : Status.UNKNOWN;
		return new HealthState(status, problems, Recommendations.of(evidence, isStuck(evidence)));
	}

	/**
	 * Why the database is down.
	 * @param evidence what is known
	 * @return a few words, or {@code null} if it is not
	 */
	@Nullable String whyDown(HealthEvidence evidence) {
		if (evidence.suspended()) {
			return null;
		}
		if (evidence.outage() != null && evidence.pool().total() == 0) {
			return "no connection can be opened: " + evidence.outage();
		}
		Duration pending = evidence.observation().pending();
		if (pending != null && pending.compareTo(this.settings.probeTimeout().value()) >= 0 && !evidence.mayQueue()) {
			return "no answer for " + pending.toMillis() + " ms";
		}
		if (evidence.observation().unanswered() && evidence.mayQueue()
				&& evidence.unreturned().compareTo(this.settings.stuckAfter().value()) >= 0) {
			return "no answer, and no connection returned for " + evidence.unreturned().toSeconds() + " s";
		}
		ProbeOutcome last = evidence.observation().last();
		if (last == null || last.failure() == null) {
			return null;
		}
		// While no more connections are accepted, those that are open still work.
		return (last.isAlive() && evidence.pool().total() > 0) ? null : "the last probe failed: " + last.failure();
	}

	private boolean isWithoutAcquire(HealthEvidence evidence) {
		return evidence.sinceLastAcquire().compareTo(this.settings.stuckAfter().value()) >= 0;
	}

	private boolean isStuck(HealthEvidence evidence) {
		return evidence.pool().hasNoneLeft() && isWithoutAcquire(evidence);
	}

	private List<String> degradations(HealthEvidence evidence) {
		List<String> problems = new ArrayList<>();
		if (evidence.suspended()) {
			problems.add("suspended: every acquire waits until the pool is resumed");
		}
		if (evidence.readOnly()) {
			problems.add("read-only: the server and new connections to it accept no writes");
		}
		if (isStuck(evidence)) {
			problems.add("stuck: all connections are active and none was returned for "
					+ evidence.sinceLastAcquire().toSeconds() + " s");
		}
		else if (evidence.observation().busy()) {
			problems.add("busy: all connections are active");
		}
		FailureKind failure = evidence.failure();
		if (failure != null) {
			problems.add("no further connection can be opened: " + failure);
		}
		addErrorRate(evidence, problems);
		addRequirements(evidence, problems);
		return problems;
	}

	private static void addErrorRate(HealthEvidence evidence, List<String> problems) {
		double rate = evidence.errors().rate();
		if (rate >= ERROR_RATE_LIMIT && evidence.errors().acquires() >= ERROR_SAMPLE) {
			problems.add("error rate of " + Math.round(rate * 100) + " %");
		}
	}

	private static void addRequirements(HealthEvidence evidence, List<String> problems) {
		ProbeOutcome last = evidence.observation().last();
		if (last != null && !last.missingExtensions().isEmpty()) {
			problems.add("missing extensions: " + String.join(", ", last.missingExtensions()));
		}
		Long days = evidence.certificateDays();
		if (days != null && days < CertificateExpiry.WARNING_DAYS) {
			problems.add("a certificate is about to expire; days left: " + days);
		}
	}

}
