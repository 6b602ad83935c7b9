package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.util.Locale;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A connection that Neon cannot assign to a compute.
 */
public final class NeonEndpointMissing implements FailureExplanation {

	@Override
	public String sentence() {
		return "Neon does not know which endpoint {address} is for.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.endpoint().provider().provider() != Provider.NEON
				|| !failure.message().toLowerCase(Locale.ROOT).contains("endpoint id is not specified")) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address())
			.because("Neon finds the endpoint by the host name, ep-<name>.<region>.aws.neon.tech, which needs TLS.")
			.action("Use the host of the Neon console in " + failure.origin()
					+ " with sslmode=require, or add the endpoint to the " + "URL:")
			.run("?sslmode=require&options=endpoint%3Dep-<name>");
	}

}
