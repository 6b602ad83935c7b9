package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.Role;
import org.jspecify.annotations.Nullable;

/**
 * A pooler that settings or the address do not reveal.
 */
public final class UnrecognizedPooler implements FailureExplanation {

	@Override
	public String sentence() {
		return "A pooler that was not recognised is in front of the database at {address}: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		boolean refused = failure.opening() && failure.state().equals("08P01");
		if (!refused && !List.of("42P05", "26000").contains(failure.state())) {
			return null;
		}
		Explanation explanation = Explanation.of(sentence(), "address", failure.address(), "message", failure.message())
			.because(refused ? "A pooler refuses parameters at the start of a session that PostgreSQL accepts."
					: "Prepared statements are lost where a pooler assigns another server connection to each transaction.");
		if (failure.role() == Role.MIGRATION) {
			return explanation.action("Set chanuka.db.migration.url or MIGRATION_DATABASE_URL to the direct endpoint.");
		}
		return explanation
			.action("Set chanuka.db.pooler.mode=transaction, or use the direct endpoint in " + failure.origin() + ".")
			.action(refused ? "In PgBouncer's configuration: ignore_startup_parameters = extra_float_digits,options"
					: "If another mode is set, it is not the one of the pooler.");
	}

}
