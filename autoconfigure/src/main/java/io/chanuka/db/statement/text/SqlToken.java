package io.chanuka.db.statement.text;

/**
 * Finds the ends of the tokens of PostgreSQL's SQL. What is not ended reaches to the end
 * of the text.
 */
final class SqlToken {

	private SqlToken() {
	}

	static int space(String sql, int start) {
		int end = start;
		while (end < sql.length() && isSpace(sql.charAt(end))) {
			end++;
		}
		return end;
	}

	/**
	 * A comment to the end of the line, or a nested one.
	 */
	static int comment(String sql, int start) {
		if (sql.charAt(start) == '-') {
			int end = start;
			while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
				end++;
			}
			return end;
		}
		int depth = 1;
		int end = start + 2;
		while (end < sql.length() && depth > 0) {
			boolean opens = sql.startsWith("/*", end);
			boolean closes = sql.startsWith("*/", end);
			depth += opens ? 1 : (closes ? -1 : 0);
			end += (opens || closes) ? 2 : 1;
		}
		return end;
	}

	/**
	 * A string whose quotes are doubled, or also escaped, inside.
	 */
	static int string(String sql, int quote, boolean escapes) {
		int end = quote + 1;
		while (end < sql.length()) {
			char character = sql.charAt(end++);
			if (escapes && character == '\\') {
				end++;
			}
			else if (character == '\'') {
				if (end >= sql.length() || sql.charAt(end) != '\'') {
					return end;
				}
				end++;
			}
		}
		return sql.length();
	}

	/**
	 * An identifier in double quotes. A doubled one begins another identifier, which
	 * makes no difference here.
	 */
	static int quoted(String sql, int start) {
		int end = sql.indexOf('"', start + 1);
		return (end != -1) ? end + 1 : sql.length();
	}

	/**
	 * A string between two equal tags.
	 * @return the end, or the start if there is no tag
	 */
	static int dollarQuoted(String sql, int start) {
		int tagEnd = start + 1;
		while (tagEnd < sql.length() && isOfWord(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
			tagEnd++;
		}
		boolean isTag = tagEnd < sql.length() && sql.charAt(tagEnd) == '$' && !Character.isDigit(sql.charAt(start + 1));
		if (!isTag) {
			return start;
		}
		String tag = sql.substring(start, tagEnd + 1);
		int end = sql.indexOf(tag, tagEnd + 1);
		return (end != -1) ? end + tag.length() : sql.length();
	}

	/**
	 * A number of any notation, with what follows it without a space.
	 */
	static int number(String sql, int start) {
		int end = start;
		while (end < sql.length()
				&& (isOfWord(sql.charAt(end)) || sql.charAt(end) == '.' || isSignOfExponent(sql, end))) {
			end++;
		}
		return end;
	}

	private static boolean isSignOfExponent(String sql, int index) {
		char character = sql.charAt(index);
		char before = (index > 0) ? sql.charAt(index - 1) : '\0';
		return (character == '-' || character == '+') && (before == 'e' || before == 'E');
	}

	static int word(String sql, int start) {
		int end = start;
		while (end < sql.length() && isOfWord(sql.charAt(end))) {
			end++;
		}
		return end;
	}

	static boolean isOfWord(char character) {
		return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= '\u00a0';
	}

	static boolean isSpace(char character) {
		return character == ' ' || (character >= '\t' && character <= '\r');
	}

}
