package io.chanuka.db.autoconfigure.diagnostics.login;

import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the server admit the client only with encryption, or not at all.
 */
public final class EncryptionRequired implements FailureExplanation {

	private static final Pattern WITHOUT = Pattern.compile("no encryption|SSL off");

	@Override
	public String sentence() {
		return "{address} does not admit user {user} to database {database} without encryption.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().equals("28000") || !WITHOUT.matcher(failure.message()).find()) {
			return null;
		}
		return Explanation
			.of(sentence(), "address", failure.address(), "user", failure.user(), "database", failure.database())
			.because("Server: " + failure.message())
			.because("Encryption: " + failure.tls())
			.action("Set chanuka.db.ssl.mode=require, or sslmode=require in the URL of " + failure.origin() + ".")
			.action("If that fails as well, pg_hba.conf has no entry for this client; add it and reload the server:")
			.run(HbaEntry.of(failure, "hostssl"));
	}

}
