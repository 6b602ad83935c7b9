package io.chanuka.db.autoconfigure.diagnostics.connection;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The name of the host has no address.
 */
public final class UnknownHost implements FailureExplanation {

	@Override
	public String sentence() {
		return "Host {host} is unknown.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.UNKNOWN_HOST) {
			return null;
		}
		Explanation explanation = Explanation.of(sentence(), "host", failure.endpoint().host());
		return (failure.endpoint().host().contains(".")
				? explanation
					.because("Likely: the name is misspelled, the database was deleted, or DNS is unavailable here.")
				: explanation
					.because("Likely: the name of a service is known only inside its Compose or Kubernetes network."))
			.action("Correct the host in " + failure.origin() + ", or join the network that knows it. Check with:")
			.run("getent hosts " + failure.endpoint().host());
	}

}
