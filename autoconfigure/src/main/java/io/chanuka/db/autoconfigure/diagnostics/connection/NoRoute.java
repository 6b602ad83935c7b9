package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.net.ConnectException;
import java.net.SocketException;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * No network leads to the address.
 */
public final class NoRoute implements FailureExplanation {

	@Override
	public String sentence() {
		return "There is no route to {address}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.UNREACHABLE || !failure.has(SocketException.class)
				|| failure.has(ConnectException.class)) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address())
			.because("Reported by the operating system: " + NetworkCause.of(failure.error()))
			.because("Likely: a VPN or a network is not connected, or the address belongs to another network.")
			.action("Connect the network, or correct the host in " + failure.origin() + ". Check with:")
			.run(Commands.isReady(failure));
	}

}
