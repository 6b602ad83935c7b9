package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.url.Redactor;

/**
 * A statement for a message: its beginning, without passwords.
 */
final class SqlText {

	private static final int LENGTH = 200;

	/**
	 * Behind the word any literal of PostgreSQL: with escapes, with Unicode escapes,
	 * between dollars with or without a tag.
	 */
	private static final Pattern PASSWORD = Pattern.compile("(?i)(\\bpassword\\s+)"
			+ "(?:e'(?:[^'\\\\]|''|\\\\.)*'?|(?:n|u&)?'(?:[^']|'')*'?|(\\$\\w*\\$).*?(?:\\2|$))");

	private SqlText() {
	}

	static String shown(String sql) {
		String line = sql.strip().replaceAll("\\s+", " ");
		String redacted = Redactor
			.redactText(PASSWORD.matcher(line).replaceAll("$1" + Matcher.quoteReplacement("'" + Redactor.MASK + "'")));
		return (redacted.length() > LENGTH) ? redacted.substring(0, LENGTH) + " ..." : redacted;
	}

}
