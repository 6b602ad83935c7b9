package io.chanuka.db.autoconfigure.diagnostics.login;

import java.util.Locale;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A user by whose name the shared pooler of Supabase finds no project.
 */
public final class SupabaseTenantUnknown implements FailureExplanation {

	private static final Pattern MESSAGE = Pattern.compile("tenant or user not found|tenant/user .*not found");

	@Override
	public String sentence() {
		return "Supabase finds no project for user {user} at {address}.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.endpoint().provider().provider() != Provider.SUPABASE
				|| !MESSAGE.matcher(failure.message().toLowerCase(Locale.ROOT)).find()) {
			return null;
		}
		return Explanation.of(sentence(), "user", failure.user(), "address", failure.address())
			.because("The shared pooler finds the project by the user, postgres.<ref> or <role>.<ref>, and only at the "
					+ "host of the project's region.")
			.action("Copy user and host from the dialog Connect of the project into " + failure.origin() + ".");
	}

}
