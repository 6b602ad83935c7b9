package io.chanuka.db.autoconfigure.diagnostics.tls;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.TlsRefusedException;

/**
 * What the explanations of encryption have in common.
 */
final class TlsExplanation {

	private TlsExplanation() {
	}

	static Explanation of(FailureExplanation kind, DatabaseFailure failure, TlsRefusedException refused) {
		return Explanation
			.of(kind.sentence(), "address", failure.address(), "host", failure.endpoint().hostNames(), "message",
					failure.message())
			.because("Encryption: " + failure.tls())
			.action(refused.action())
			.action("The certificates of the server are shown by:")
			.run("openssl s_client -starttls postgres -showcerts -connect " + failure.address() + " </dev/null");
	}

}
