package io.chanuka.db.autoconfigure.diagnostics.tls;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.TlsRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of the server is for another name.
 */
public final class WrongHostName implements FailureExplanation {

	@Override
	public String sentence() {
		return "The certificate of {address} is not valid for the name {host}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		TlsRefusedException refused = Causes.first(failure.error(), TlsRefusedException.class);
		if (refused == null || refused.reason() != TlsRefusedException.Reason.WRONG_NAME) {
			return null;
		}
		Explanation explanation = TlsExplanation.of(this, failure, refused);
		return refused.validFor().isEmpty() ? explanation
				: explanation.because("The certificate is valid for: " + refused.validFor());
	}

}
