package io.chanuka.db.statement.text;

import java.util.regex.Pattern;

/**
 * Names of columns and parameters whose values are probably secrets.
 */
final class SecretWords {

	private static final Pattern WORDS = Pattern.compile("(?i:passw|passphrase|pwd|secret|token|credential"
			+ "|(?:api|access|private|ssl|encryption|signing|master|auth|session)_?keys?(?![a-z])"
			+ "|(?<![a-z])(?:pass|pin|otp|cvv|cvc|ssn|salt|iban|hash|jwt)(?![a-z]))"
			+ "|(?<=[a-z])(?:Pass|Pin|Otp|Salt|Hash|Jwt)(?![a-z])");

	private SecretWords() {
	}

	static boolean occurIn(String text) {
		return WORDS.matcher(text).find();
	}

}
