package io.chanuka.db.autoconfigure.diagnostics.tls;

import java.util.List;
import java.util.Objects;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.TlsRefusedException;
import io.chanuka.db.url.Redactor;

/**
 * What the explanations of encryption have in common.
 */
final class TlsExplanation {

	private TlsExplanation() {
	}

	static Explanation of(FailureExplanation kind, DatabaseFailure failure, TlsRefusedException refused) {
		return Explanation
			.of(kind.sentence(), "address", failure.address(), "host", failure.endpoint().hostNames(), "message",
					message(refused))
			.because("Encryption: " + failure.tls())
			.action(refused.action())
			.action("The certificates of the server are shown by:")
			.run("openssl s_client -starttls postgres -showcerts -connect " + failure.address() + " </dev/null");
	}

	/**
	 * What the driver reported and, where it is not contained, what caused that.
	 */
	private static String message(TlsRefusedException refused) {
		List<String> messages = Causes.of(refused)
			.stream()
			.skip(1)
			.map(Throwable::getMessage)
			.filter(Objects::nonNull)
			.toList();
		String first = messages.isEmpty() ? "" : messages.get(0);
		String last = messages.isEmpty() ? "" : messages.get(messages.size() - 1);
		String text = first.contains(last) ? first : first.replaceAll("\\.$", "") + " (" + last + ")";
		return Redactor.redactText(text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", ""));
	}

}
