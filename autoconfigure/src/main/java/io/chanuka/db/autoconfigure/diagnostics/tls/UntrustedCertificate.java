package io.chanuka.db.autoconfigure.diagnostics.tls;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.TlsRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Another authority has signed the certificate than the configured one.
 */
public final class UntrustedCertificate implements FailureExplanation {

	@Override
	public String sentence() {
		return "The certificate of {address} is not signed by the configured root certificate.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		TlsRefusedException refused = Causes.first(failure.error(), TlsRefusedException.class);
		if (refused == null || refused.reason() != TlsRefusedException.Reason.UNTRUSTED) {
			return null;
		}
		return TlsExplanation.of(this, failure, refused);
	}

}
