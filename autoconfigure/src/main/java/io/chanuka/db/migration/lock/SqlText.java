package io.chanuka.db.migration.lock;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL without its comments and literals. Line breaks stay, so that a position still has
 * its line.
 */
final class SqlText {

	private static final String BLOCK_COMMENT = "/\\*";

	private static final Pattern BEGIN = Pattern.compile(
			"--[^\\n]*|(?<block>" + BLOCK_COMMENT + ")|(?<![\\w$])[eE]'(?:[^'\\\\]|\\\\.|'')*+'"
					+ "|'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|(?<![\\w$])(?<tag>\\$(?:[\\p{L}_][\\w]*)?\\$)",
			Pattern.DOTALL);

	private static final Pattern COMMENT_MARK = Pattern.compile(BLOCK_COMMENT + "|\\*/");

	private SqlText() {
	}

	/**
	 * Replaces comments and literals by blanks.
	 * @param sql the text
	 * @return a text of the same length
	 */
	static String withoutLiterals(String sql) {
		StringBuilder text = new StringBuilder(sql);
		Matcher matcher = BEGIN.matcher(sql);
		int from = 0;
		while (from < sql.length() && matcher.find(from)) {
			int end = end(sql, matcher.toMatchResult());
			for (int i = matcher.start(); i < end; i++) {
				text.setCharAt(i, (sql.charAt(i) == '\n') ? '\n' : ' ');
			}
			from = Math.max(end, matcher.start() + 1);
		}
		return text.toString();
	}

	private static int end(String sql, MatchResult begin) {
		if (sql.startsWith("/*", begin.start())) {
			return endOfComment(sql, begin.end());
		}
		if (sql.charAt(begin.start()) == '$') {
			int close = sql.indexOf(begin.group(), begin.end());
			return (close != -1) ? close + begin.group().length() : sql.length();
		}
		return begin.end();
	}

	/**
	 * Comments nest in PostgreSQL.
	 */
	private static int endOfComment(String sql, int from) {
		Matcher mark = COMMENT_MARK.matcher(sql);
		int depth = 1;
		int position = from;
		while (depth > 0 && mark.find(position)) {
			depth += mark.group().equals("*/") ? -1 : 1;
			position = mark.end();
		}
		return (depth > 0) ? sql.length() : position;
	}

}
