package io.chanuka.db.autoconfigure.diagnostics.tls;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.TlsRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The authority of the certificate is none that the JVM trusts, and no other is
 * configured.
 */
public final class NoRootCertificate implements FailureExplanation {

	@Override
	public String sentence() {
		return "The certificate of {address} is not signed by an authority that Java trusts, and no root certificate is set.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		TlsRefusedException refused = Causes.first(failure.error(), TlsRefusedException.class);
		if (refused == null || refused.reason() != TlsRefusedException.Reason.NO_ROOT) {
			return null;
		}
		return TlsExplanation.of(this, failure, refused);
	}

}
