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
	public static final String MASK = "******";

	/**
	 * User info reaches to the last at sign, so that an unencoded one is masked whole.
	 */
	private static final Pattern USER_INFO = Pattern.compile("(?s)(//)(.*)(@)");

	private static final Pattern SECRET_PARAMETER = Pattern
		.compile("(?i)([a-z_.-]*(?:password|passwd|secret|token|passfile|sslkey)[a-z_.-]*\\s*[=:]\\s*)([^&\\s,;]+)");

	private Redactor() {
	}

	/**
	 * Returns the text without its secrets.
	 * @param text any text, possibly a malformed URL
	 * @return the text with each secret replaced by {@value #MASK}
	 */
	public static String redact(String text) {
		String result = USER_INFO.matcher(text).replaceAll(Matcher.quoteReplacement("//" + MASK + "@"));
		return SECRET_PARAMETER.matcher(result).replaceAll("$1" + Matcher.quoteReplacement(MASK));
	}

}
