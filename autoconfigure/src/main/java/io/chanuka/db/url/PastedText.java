package io.chanuka.db.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes what surrounds a URL that was copied from a console or an {@code .env} file:
 * white space, quotes and the command {@code psql}.
 */
final class PastedText {

	private static final Pattern PSQL = Pattern.compile("psql\\s+(.*)", Pattern.DOTALL);

	private PastedText() {
	}

	static String url(String text) {
		Matcher command = PSQL.matcher(withoutQuotes(text.strip()));
		return withoutQuotes(command.matches() ? command.group(1).strip() : withoutQuotes(text.strip()));
	}

	private static String withoutQuotes(String text) {
		char first = text.isEmpty() ? ' ' : text.charAt(0);
		boolean quoted = text.length() > 1 && (first == '\'' || first == '"' || first == '`')
				&& text.charAt(text.length() - 1) == first;
		return quoted ? text.substring(1, text.length() - 1).strip() : text;
	}

}
