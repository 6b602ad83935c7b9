package io.chanuka.db.autoconfigure.diagnostics.login;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A pool that needs more connections than the server has.
 */
public final class PoolLargerThanServer implements FailureExplanation {

	@Override
	public String sentence() {
		return "The pool of {size} connections is larger than the {usable} that {address} allows: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		ConnectionLimits limits = (failure.kind() == FailureKind.TOO_MANY_CONNECTIONS)
				? ConnectionLimits.ask(failure.server()) : null;
		Setting<Integer> size = failure.settings().pool().maxSize();
		if (limits == null || limits.usable() >= size.value()) {
			return null;
		}
		return Explanation
			.of(sentence(), "size", size.value().toString(), "usable", Integer.toString(limits.usable()), "address",
					failure.address(), "message", failure.message())
			.because(limits.toString())
			.because("The size of the pool: " + size.name() + ", " + size.origin() + "; migrations need 2 more.")
			.action("Decrease " + size.name() + ", for each instance of the application, or increase the limit:")
			.run(Commands.asAdministrator(failure, failure.database(), "alter " + limit(failure, limits)));
	}

	private static String limit(DatabaseFailure failure, ConnectionLimits limits) {
		if (limits.usable() == limits.role()) {
			return "role " + Commands.identifier(failure.user()) + " connection limit -1";
		}
		return (limits.usable() == limits.database())
				? "database " + Commands.identifier(failure.database()) + " connection limit -1"
				: "system set max_connections = 100";
	}

}
