package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.net.SocketTimeoutException;
import java.time.Duration;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.report.SettingsReport;
import org.jspecify.annotations.Nullable;

/**
 * No answer to the connection attempt.
 */
public final class ConnectTimeout implements FailureExplanation {

	@Override
	public String sentence() {
		return "Connection to {address} timed out after {timeout}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		SocketTimeoutException timeout = Causes.first(failure.error(), SocketTimeoutException.class);
		if (failure.kind() != FailureKind.TIMEOUT || timeout == null || !isOfConnect(timeout)) {
			return null;
		}
		Setting<Duration> limit = failure.settings().connection().connectTimeout();
		return Explanation.of(sentence(), "address", failure.address(), "timeout", SettingsReport.show(limit.value()))
			.because("Likely: a firewall or security group drops the packets of this machine, or the address is wrong.")
			.action("Let this machine through the firewall, or correct the host in " + failure.origin() + ".")
			.action("For a slow network increase " + limit.name() + " (" + limit.origin() + "). Check with:")
			.run(Commands.isReady(failure));
	}

	private static boolean isOfConnect(SocketTimeoutException timeout) {
		return String.valueOf(timeout.getMessage()).regionMatches(true, 0, "connect", 0, "connect".length());
	}

}
