package io.chanuka.db.autoconfigure.diagnostics.login;

import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the server admit the client only without encryption, or not at all.
 */
public final class EncryptionRefused implements FailureExplanation {

	private static final Pattern WITH = Pattern.compile("SSL encryption|SSL on|GSS encryption");

	@Override
	public String sentence() {
		return "{address} does not admit user {user} to database {database} with encryption.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().equals("28000") || !WITH.matcher(failure.message()).find()) {
			return null;
		}
		return Explanation
			.of(sentence(), "address", failure.address(), "user", failure.user(), "database", failure.database())
			.because("Server: " + failure.message())
			.because("Encryption: " + failure.tls())
			.action("Add an entry for this client to pg_hba.conf and reload the server:")
			.run(HbaEntry.of(failure, "hostssl"))
			.action("If the server is to be used without encryption, set chanuka.db.ssl.mode=disable.");
	}

}
