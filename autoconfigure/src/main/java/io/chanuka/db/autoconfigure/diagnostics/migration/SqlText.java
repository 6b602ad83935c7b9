package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.url.Redactor;

/**
 * A statement for a message: its beginning, without passwords.
 */
final class SqlText {

	private static final int LENGTH = 200;

	private static final Pattern PASSWORD = Pattern.compile("(?i)(\\bpassword\\s+)(?:'(?:[^']|'')*'?|\\$\\$.*?\\$\\$)");

	private SqlText() {
	}

	static String shown(String sql) {
		String line = sql.strip().replaceAll("\\s+", " ");
		String redacted = Redactor
			.redactText(PASSWORD.matcher(line).replaceAll("$1" + Matcher.quoteReplacement("'" + Redactor.MASK + "'")));
		return (redacted.length() > LENGTH) ? redacted.substring(0, LENGTH) + " ..." : redacted;
	}

}
