package io.chanuka.db.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.pool.ProbeOutcome;
import io.chanuka.db.settings.HealthSettings;
import io.chanuka.db.tls.CertificateExpiry;

import org.springframework.boot.health.contributor.Status;

/**
 * Tells up from degraded, busy from stuck, and both from down. A pure function of the
 * evidence.
 */
final class HealthJudge {

	private static final double ERROR_RATE_LIMIT = 0.05;

	private final HealthSettings settings;

	HealthJudge(HealthSettings settings) {
		this.settings = settings;
	}

	HealthState judge(HealthEvidence evidence) {
		List<String> problems = new ArrayList<>();
		Status status = status(evidence, problems);
		boolean serves = status != Status.DOWN && status != Status.OUT_OF_SERVICE;
		return new HealthState(status, problems, serves ? Recommendations.of(evidence, isStuck(evidence))
				: Recommendations.whenDown(evidence.failure()));
	}

	private Status status(HealthEvidence evidence, List<String> problems) {
		if (isDown(evidence, problems)) {
			return Status.DOWN;
		}
		if (evidence.stopping()) {
			problems.add("the application is stopping");
			return Status.OUT_OF_SERVICE;
		}
		addDegradations(evidence, problems);
		if (!problems.isEmpty()) {
			return HealthState.DEGRADED;
		}
		boolean known = evidence.observation().last() != null;
		return (known) ? Status.UP : Status.UNKNOWN;
	}

	private boolean isDown(HealthEvidence evidence, List<String> problems) {
		Duration pending = evidence.observation().pending();
		if (pending != null && pending.compareTo(this.settings.probeTimeout().value()) >= 0) {
			problems.add("no answer for " + pending.toMillis() + " ms");
			return true;
		}
		ProbeOutcome last = evidence.observation().last();
		if (evidence.cutOff() != null) {
			problems.add("no connection can be opened: " + evidence.cutOff());
			return true;
		}
		if (last == null || last.failure() == null) {
			return false;
		}
		// Who is refused more connections goes on with those that there are.
		if (last.isAlive() && evidence.pool().total() > 0) {
			return false;
		}
		problems.add("the last probe failed: " + last.failure());
		return true;
	}

	private boolean isStuck(HealthEvidence evidence) {
		return evidence.pool().hasNoneLeft() && evidence.quiet().compareTo(this.settings.stuckAfter().value()) >= 0;
	}

	private void addDegradations(HealthEvidence evidence, List<String> problems) {
		if (evidence.pool().hasNoneLeft()) {
			problems.add(isStuck(evidence) ? "stuck: all connections are borrowed and none came back for "
					+ evidence.quiet().toSeconds() + " s" : "busy: all connections are borrowed");
		}
		if (evidence.errorRate() >= ERROR_RATE_LIMIT) {
			problems.add("error rate of " + Math.round(evidence.errorRate() * 100) + " %");
		}
		ProbeOutcome last = evidence.observation().last();
		if (last != null && last.failure() != null) {
			problems.add("the server has no more connections to give");
		}
		if (last != null && !last.missingExtensions().isEmpty()) {
			problems.add("missing extensions: " + String.join(", ", last.missingExtensions()));
		}
		Long days = evidence.certificateDays();
		if (days != null && days < CertificateExpiry.WARNING_DAYS) {
			problems.add("a certificate is about to expire; days left: " + days);
		}
	}

}
