package io.chanuka.db.autoconfigure.diagnostics.login;

import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.UnreplacedVariable;
import org.jspecify.annotations.Nullable;

/**
 * The server does not accept user and password.
 */
public final class WrongPassword implements FailureExplanation {

	private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

	@Override
	public String sentence() {
		return "User {user} was refused by {address}: wrong password, or no such user.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (!failure.state().equals("28P01")) {
			return null;
		}
		Setting<Credentials> credentials = failure.endpoint().credentials();
		Explanation explanation = Explanation.of(sentence(), "user", failure.user(), "address", failure.address());
		String password = credentials.value().password();
		if (password != null && ENCODED.matcher(password).find()) {
			explanation = explanation
				.because("The password contains what resembles percent-encoding: outside of a URL it must "
						+ "not be encoded, inside of one exactly once.");
		}
		if (UnreplacedVariable.is(password)) {
			explanation = explanation.because("The password resembles a variable that was not replaced.");
		}
		if (isOfOther(failure, password)) {
			explanation = explanation.because("The password is the one of user " + other(failure).username()
					+ " of the " + failure.role().other() + " endpoint.");
		}
		return explanation.action("Correct user and password in " + credentials.origin() + ". Check with:")
			.run(Commands.psql(failure));
	}

	private static EndpointSettings other(DatabaseFailure failure) {
		return failure.role().other().endpoint(failure.settings());
	}

	private static boolean isOfOther(DatabaseFailure failure, @Nullable String password) {
		EndpointSettings other = other(failure);
		return password != null && password.equals(other.credentials().value().password())
				&& !failure.user().equals(other.username());
	}

}
