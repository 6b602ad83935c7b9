package io.chanuka.db.autoconfigure.diagnostics.login;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The server asks for a password and none is set.
 */
public final class MissingPassword implements FailureExplanation {

	@Override
	public String sentence() {
		return "{address} asks for the password of user {user}, and none is set.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		if (failure.kind() != FailureKind.AUTHENTICATION || !failure.state().equals("08004")
				|| failure.endpoint().credentials().value().password() != null) {
			return null;
		}
		return Explanation.of(sentence(), "address", failure.address(), "user", failure.user())
			.action("Set chanuka.db.password, or write the password into the URL of " + failure.origin() + ":")
			.run("postgresql://" + failure.user() + ":<password>@" + failure.address() + "/" + failure.database());
	}

}
