package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * Another instance of the application, or a session that was left, holds the lock of
 * Flyway.
 */
final class LockNotObtained implements FailureExplanation {

	private static final String HOLDER = """
			select a.pid, coalesce(nullif(a.application_name, ''), '(no name)'), a.usename,
			coalesce(host(a.client_addr), 'the server itself'),
			to_char(coalesce(a.xact_start, a.state_change, a.backend_start), 'YYYY-MM-DD HH24:MI:SS'), a.state
			from pg_locks l join pg_stat_activity a using (pid)
			where l.locktype = 'advisory' and l.granted and l.classid in (18027, 18028) and l.objsubid = 1
			and l.database = (select oid from pg_database where datname = current_database())
			order by a.backend_start limit 1""";

	@Override
	public String sentence() {
		return "Flyway could not obtain its lock at {address}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!FlywayMessage.of(failure.thrown()).contains("PostgreSQL advisory lock")) {
			return null;
		}
		List<String> holder = failure.server().row(HOLDER);
		Explanation explanation = Explanation.of(sentence(), "address", failure.address());
		if (holder.isEmpty()) {
			return explanation.because("No session holds it any more.")
				.action("Start the application again, or increase spring.flyway.lock-retry-count.");
		}
		return explanation
			.because(
					"It is held by application " + holder.get(1) + ", user " + holder.get(2) + ", from " + holder.get(3)
							+ ", since " + holder.get(4) + ", process " + holder.get(0) + " (" + holder.get(5) + ").")
			.because("Likely: another instance migrates, or one that ended without closing its connection.")
			.action("Wait for it, or increase spring.flyway.lock-retry-count (attempts, one a second). To end it:")
			.run(Commands.psql(failure) + " -c 'select pg_terminate_backend(" + holder.get(0) + ")'");
	}

}
