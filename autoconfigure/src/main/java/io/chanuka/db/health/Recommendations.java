package io.chanuka.db.health;

import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.UtilizationLevel;
import io.chanuka.db.pool.probe.ProbeOutcome;
import io.chanuka.db.tls.CertificateExpiry;
import org.jspecify.annotations.Nullable;

/**
 * What to change, and why.
 */
final class Recommendations {

	private Recommendations() {
	}

	/**
	 * What to do where the database serves.
	 * @param evidence what is known
	 * @param stuck whether connections are active and are not returned
	 * @return a sentence each
	 */
	static List<String> of(HealthEvidence evidence, boolean stuck) {
		List<String> advice = new ArrayList<>();
		addPool(evidence, stuck, advice);
		ProbeOutcome last = evidence.observation().last();
		if (last != null && !last.missingExtensions().isEmpty()) {
			advice.add("Have a migration run CREATE EXTENSION for " + String.join(", ", last.missingExtensions())
					+ ", or remove them from chanuka.db.health.required-extensions.");
		}
		Long days = evidence.certificateDays();
		if (days != null && days < CertificateExpiry.WARNING_DAYS) {
			advice.add("Replace the certificate that is about to expire; days left: " + days + ".");
		}
		return advice;
	}

	/**
	 * A larger pool helps neither against a leak nor against a server that has no more to
	 * give.
	 */
	private static void addPool(HealthEvidence evidence, boolean stuck, List<String> advice) {
		PoolSnapshot pool = evidence.pool();
		if (stuck) {
			advice.add(
					"Find the code that does not return connections: chanuka.db.pool.leak-detection-threshold logs where "
							+ "each was acquired.");
		}
		else if (evidence.poolerRecommended()) {
			advice.add(
					"The direct endpoint is close to its connection limit: use the provider's pooled endpoint, or PgBouncer, for "
							+ "chanuka.db.url, and keep the direct one for chanuka.db.migration.url.");
		}
		else if (evidence.failure() == FailureKind.TOO_MANY_CONNECTIONS) {
			advice.add(
					"The server or the role has no connection left: lower chanuka.db.pool.max-size of all its clients, "
							+ "or raise the limit there.");
		}
		else if (evidence.outage() != null) {
			advice.addAll(whenDown(evidence.outage()));
		}
		else if (evidence.waiting() > 0) {
			advice.add("Threads wait for a connection: shorten transactions, or raise chanuka.db.pool.max-size above "
					+ pool.maximum() + ".");
		}
		else if (pool.level() == UtilizationLevel.CRITICAL) {
			advice.add("More than 80 % of the pool's connections are active: shorten transactions, or raise "
					+ "chanuka.db.pool.max-size above " + pool.maximum() + ".");
		}
	}

	/**
	 * What to do where it does not serve.
	 * @param failure why, or {@code null} if that is not known
	 * @return a sentence, or nothing
	 */
	static List<String> whenDown(@Nullable FailureKind failure) {
		if (failure == null) {
			return List.of();
		}
		return switch (failure) {
			case AUTHENTICATION ->
				List.of("Check user and password (chanuka.db.username, chanuka.db.password, or those "
						+ "in the URL), and what pg_hba.conf of the server allows.");
			case TLS -> List.of("Check chanuka.db.ssl.* and the server's certificate; the log shows what was refused.");
			case UNKNOWN_HOST -> List.of("Check the host in chanuka.db.url, and the name service.");
			case UNKNOWN_DATABASE -> List.of("Check the database's name in chanuka.db.url.");
			case UNREACHABLE -> List.of("Check that the server runs, and host, port and network in between.");
			case TOO_MANY_CONNECTIONS ->
				List.of("Close connections of other clients, lower chanuka.db.pool.max-size of all "
						+ "applications that use this server, or put a pooler before it.");
			case TIMEOUT ->
				List.of("The server does not answer in time: check its load, and the network for dropped packets.");
			case NOT_ACCEPTING, PROTOCOL, OTHER -> List.of();
		};
	}

}
