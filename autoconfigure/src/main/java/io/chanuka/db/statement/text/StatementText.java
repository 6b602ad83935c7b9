package io.chanuka.db.statement.text;

import io.chanuka.db.statement.text.SqlScanner.Part;

/**
 * The text of statements as it is logged: the beginning, in one line, without comments,
 * and with a question mark in the place of each literal unless values are shown.
 */
public final class StatementText {

	private static final String MASK = "?";

	private final int maxLength;

	private final boolean literals;

	/**
	 * Create a new instance.
	 * @param maxLength how many characters are shown
	 * @param literals whether literals are shown, except in a statement that names
	 * anything that seems to be a secret
	 */
	public StatementText(int maxLength, boolean literals) {
		this.maxLength = maxLength;
		this.literals = literals;
	}

	/**
	 * Returns what is logged of a statement.
	 * @param sql the statement
	 * @return its text
	 */
	public String of(String sql) {
		boolean shown = this.literals && !SecretWords.occurIn(sql);
		LogLine line = new LogLine(this.maxLength);
		SqlScanner scanner = new SqlScanner(sql);
		boolean space = false;
		for (Part part = scanner.next(); part != Part.END; part = scanner.next()) {
			if (part == Part.SPACE) {
				space = !line.isEmpty();
				continue;
			}
			if (line.isFull()) {
				break;
			}
			line.append(space ? " " : "");
			space = false;
			boolean masked = !shown && (part == Part.LITERAL || part == Part.UNCERTAIN);
			line.append(masked ? MASK : sql, masked ? 0 : scanner.start(), masked ? MASK.length() : scanner.end());
		}
		return line.isCut() ? line + "… (" + sql.length() + " characters)" : line.toString();
	}

}
