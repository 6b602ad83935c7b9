package io.chanuka.db.health;

import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.ProbeOutcome;
import io.chanuka.db.pool.UtilizationLevel;
import io.chanuka.db.tls.CertificateExpiry;

/**
 * Says what to change, and why.
 */
final class Recommendations {

	private Recommendations() {
	}

	static List<String> of(HealthEvidence evidence) {
		List<String> advice = new ArrayList<>();
		PoolSnapshot pool = evidence.pool();
		if (pool.waiting() > 0) {
			advice.add("Threads wait for a connection: shorten transactions, or raise chanuka.db.pool.max-size above "
					+ pool.maximum() + ".");
		}
		else if (pool.level() == UtilizationLevel.CRITICAL) {
			advice.add("More than 80 % of the pool is borrowed: raise chanuka.db.pool.max-size before threads wait.");
		}
		if (evidence.poolerDue()) {
			advice.add("The direct endpoint comes to its limit: use the provider's pooled endpoint, or PgBouncer, for "
					+ "chanuka.db.url, and keep the direct one for chanuka.db.migration.url.");
		}
		ProbeOutcome last = evidence.observation().last();
		if (last != null && !last.missingExtensions().isEmpty()) {
			advice.add("Have a migration run CREATE EXTENSION for " + String.join(", ", last.missingExtensions())
					+ ", or remove them from chanuka.db.health.required-extensions.");
		}
		Long days = evidence.certificateDays();
		if (days != null && days < CertificateExpiry.WARNING_DAYS) {
			advice.add("Replace the certificate that expires in " + days + " days.");
		}
		return advice;
	}

}
