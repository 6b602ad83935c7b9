package io.chanuka.db.migration.lock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds statements that build an index concurrently. They wait for all older
 * transactions, and with Flyway's transactional lock for the one that holds this lock,
 * without an end.
 */
final class ConcurrentIndexes {

	private static final Pattern STATEMENT = Pattern.compile(
			"\\b(?:create\\s+(?:unique\\s+)?index|reindex\\b[^;]*?)[\\s(]+(?<word>concurrently)\\b",
			Pattern.CASE_INSENSITIVE);

	private ConcurrentIndexes() {
	}

	/**
	 * Finds the first one.
	 * @param sql the text of a migration
	 * @return the line of the word CONCURRENTLY, or 0 if there is none
	 */
	static int line(String sql) {
		Matcher matcher = STATEMENT.matcher(SqlText.withoutLiterals(sql));
		return matcher.find()
				? 1 + (int) sql.substring(0, matcher.start("word")).chars().filter((c) -> c == '\n').count() : 0;
	}

}
