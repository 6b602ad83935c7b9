package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A compute of Neon that is suspended for good, or a branch that was deleted.
 */
public final class NeonEndpointUnavailable implements FailureExplanation {

	private static final Pattern COMPUTE = Pattern.compile("(?i)\\b(endpoint|compute|branch|project|quota)");

	@Override
	public String sentence() {
		return "Neon has no compute for {address}: {message}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.endpoint().provider().provider() != Provider.NEON || !failure.isFromServer() || !failure.opening()
				|| !COMPUTE.matcher(failure.message()).find()) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address(), "message", failure.message())
			.because("Likely: the branch or its compute was deleted or disabled, or a limit of the project is reached.")
			.action("Enable the compute in the Neon console, or copy the URL of a branch that exists into "
					+ failure.origin() + ". Check with:")
			.run("neonctl branches list");
	}

}
