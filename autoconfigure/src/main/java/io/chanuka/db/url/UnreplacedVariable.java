package io.chanuka.db.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A variable of a shell, a Compose file or a manifest in a URL, as in
 * {@code postgresql://app@$DB_HOST/shop}, that was to be replaced before the application
 * started.
 */
public final class UnreplacedVariable {

	private static final String REFERENCE = "\\$(?:\\{([A-Za-z_]\\w*)[^}]*}|([A-Za-z_]\\w*))";

	private static final Pattern WHOLE = Pattern.compile("\\s*" + REFERENCE + "\\s*");

	/**
	 * A host or a port. Anywhere else it may be a piece of the password.
	 */
	private static final Pattern IN_ADDRESS = Pattern
		.compile("\\s*[A-Za-z:]*//(?:[^?]*@(?:[^@/?]*[,:])?)?" + REFERENCE + "[^@]*");

	private UnreplacedVariable() {
	}

	/**
	 * Whether a text consists of one.
	 * @param text the text, for example a password
	 * @return {@code true} if it does
	 */
	public static boolean is(@Nullable String text) {
		return text != null && WHOLE.matcher(text).matches();
	}

	/**
	 * Finds the reason for which a URL cannot be read.
	 * @param text the URL
	 * @param problem what the parser has reported
	 * @return that a variable was not replaced, if the URL or its address contains one,
	 * else the problem
	 */
	public static InvalidPostgresUrlException explain(String text, InvalidPostgresUrlException problem) {
		Matcher whole = WHOLE.matcher(text);
		Matcher found = whole.matches() ? whole : IN_ADDRESS.matcher(text);
		if (!found.matches()) {
			return problem;
		}
		String name = (found.group(1) != null) ? found.group(1) : found.group(2);
		return new InvalidPostgresUrlException("the variable " + name + " in it was not replaced", "Write the value of "
				+ name
				+ " in its place, or set the URL where variables are replaced, such as between double quotes in a shell.");
	}

}
