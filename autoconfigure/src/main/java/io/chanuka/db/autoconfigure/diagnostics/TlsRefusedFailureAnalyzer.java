package io.chanuka.db.autoconfigure.diagnostics;

import io.chanuka.db.connection.TlsRefusedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when the server and the application do not agree on encryption.
 */
class TlsRefusedFailureAnalyzer extends AbstractFailureAnalyzer<TlsRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TlsRefusedException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}
