package io.chanuka.db.autoconfigure.diagnostics;

import io.chanuka.db.connection.TlsRefusedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes the failure of a connection whose encryption the server or the application
 * refuses.
 */
class TlsRefusedFailureAnalyzer extends AbstractFailureAnalyzer<TlsRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TlsRefusedException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}
