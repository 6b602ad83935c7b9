package io.chanuka.db.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes secrets from text that is about to be shown: the user info of URLs and the
 * values of parameters that carry secrets.
 */
public final class Redactor {

	/**
	 * What stands in the place of a secret.
	 */
	public static final String MASK = RedactionMask.TEXT;

	/**
	 * User info reaches to the last at sign, so that an unencoded one is masked whole.
	 */
	private static final Pattern USER_INFO = Pattern.compile("(?s)(^|://)(?:(?!://).)*@");

	private static final Pattern SECRET_PARAMETER = Pattern
		.compile("(?i)([a-z_.-]*(?:password|passwd|secret|token|passfile|sslkey)[a-z_.-]*\\s*[=:]\\s*)([^&]+)");

	private static final Pattern SCHEME = Pattern.compile("(?i)^\\s*((?:jdbc:)?[a-z][a-z0-9+.-]{1,15}://).*",
			Pattern.DOTALL);

	private Redactor() {
	}

	/**
	 * Returns the text without its secrets.
	 * @param text any text, possibly one with a well-formed URL
	 * @return the text with each secret replaced by {@value #MASK}
	 */
	public static String redact(String text) {
		String result = SECRET_PARAMETER.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(MASK));
		return USER_INFO.matcher(result).replaceAll("$1" + Matcher.quoteReplacement(MASK + "@"));
	}

	/**
	 * Returns a text of any kind without its secrets: the user information of every URL
	 * in it, passwords of parameters, options and JSON, private keys. What surrounds them
	 * stays, and so does an address that belongs to no URL.
	 * @param text any text
	 * @return the text with each secret replaced by {@value #MASK}
	 */
	public static String redactText(String text) {
		return AssignmentRedaction.apply(UserInfoRedaction.apply(PrivateKeyRedaction.apply(text)));
	}

	/**
	 * Returns the value of a property or variable without its secrets.
	 * @param name the name, in any form
	 * @param value the value
	 * @return {@value #MASK} if the name is that of a password, else the value as
	 * {@link #redactText(String)} returns it
	 */
	public static String redactProperty(String name, String value) {
		return (!value.isEmpty() && SecretNames.isSecret(name, value)) ? MASK : redactText(value);
	}

	/**
	 * Returns what can be shown of a URL that could not be read. The password may be
	 * anywhere in it, so that is the scheme and nothing else.
	 * @param url the URL
	 * @return its scheme, or only {@value #MASK}
	 */
	public static String redactUnreadable(String url) {
		Matcher scheme = SCHEME.matcher(url);
		return (scheme.matches() ? scheme.group(1) : "") + MASK;
	}

}
