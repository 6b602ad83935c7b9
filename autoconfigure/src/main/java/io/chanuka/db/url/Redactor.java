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
