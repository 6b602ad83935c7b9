package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.net.ConnectException;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * No server listens on the address.
 */
public final class ConnectionRefused implements FailureExplanation {

	@Override
	public String sentence() {
		return "Connection to {address} was refused.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.UNREACHABLE || !failure.has(ConnectException.class)) {
			return null;
		}
		Explanation explanation = Explanation.of(sentence(), "address", failure.address())
			.because(
					"Likely: the server is not running, listens on another port or address, or a firewall rejects it.");
		return (failure.endpoint().isLoopback()
				? explanation.because("In a container, " + failure.endpoint().host() + " is the container itself.")
				: explanation)
			.action("Start the server, or correct host and port in " + failure.origin() + ". Check with:")
			.run(Commands.isReady(failure));
	}

}
