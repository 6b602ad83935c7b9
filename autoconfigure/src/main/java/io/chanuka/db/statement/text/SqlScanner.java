package io.chanuka.db.statement.text;

/**
 * Divides the text of a statement into parts, as far as it matters which of them are
 * values. After PostgreSQL's lexical structure: strings with doubled quotes, with escapes
 * and between dollars, nested comments, quoted identifiers.
 */
final class SqlScanner {

	/**
	 * The kinds of parts.
	 */
	enum Part {

		/**
		 * Spaces, line breaks and comments.
		 */
		SPACE,

		/**
		 * A string or a number.
		 */
		LITERAL,

		/**
		 * The place of a parameter.
		 */
		PLACEHOLDER,

		/**
		 * A keyword or an identifier, quoted or not.
		 */
		WORD,

		/**
		 * A character of an operator or another sign.
		 */
		SIGN,

		/**
		 * What follows a string whose end depends on a setting of the server.
		 */
		UNCERTAIN,

		/**
		 * Nothing more.
		 */
		END

	}

	private final String sql;

	private int start;

	private int end;

	SqlScanner(String sql) {
		this.sql = sql;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.end;
	}

	String text() {
		return this.sql.substring(this.start, this.end);
	}

	/**
	 * Goes on to the next part.
	 * @return its kind
	 */
	Part next() {
		this.start = this.end;
		if (this.start >= this.sql.length()) {
			return Part.END;
		}
		char first = this.sql.charAt(this.start);
		char second = at(this.start + 1);
		this.end = this.start + 1;
		if (SqlToken.isSpace(first)) {
			return until(SqlToken.space(this.sql, this.start), Part.SPACE);
		}
		if ((first == '-' && second == '-') || (first == '/' && second == '*')) {
			return until(SqlToken.comment(this.sql, this.start), Part.SPACE);
		}
		return switch (first) {
			case '\'' -> string(this.start, false);
			case '"' -> until(SqlToken.quoted(this.sql, this.start), Part.WORD);
			case '$' -> dollar();
			case '?' -> (second == '?') ? until(this.start + 2, Part.SIGN) : Part.PLACEHOLDER;
			default -> wordOrSign(first, second);
		};
	}

	private Part wordOrSign(char first, char second) {
		if ((first == 'e' || first == 'E') && second == '\'') {
			return string(this.start + 1, true);
		}
		if ((first >= '0' && first <= '9') || (first == '.' && second >= '0' && second <= '9')) {
			return until(SqlToken.number(this.sql, this.start), Part.LITERAL);
		}
		return SqlToken.isOfWord(first) ? until(SqlToken.word(this.sql, this.start), Part.WORD) : Part.SIGN;
	}

	/**
	 * Whether a backslash escapes the quote behind it depends on a setting where the
	 * string does not begin with an E.
	 */
	private Part string(int quote, boolean escapes) {
		int after = SqlToken.string(this.sql, quote, escapes);
		int escaped = escapes ? -1 : this.sql.indexOf("\\'", quote + 1);
		return (escaped == -1 || escaped >= after) ? until(after, Part.LITERAL)
				: until(this.sql.length(), Part.UNCERTAIN);
	}

	private Part dollar() {
		int after = SqlToken.dollarQuoted(this.sql, this.start);
		return (after > this.start) ? until(after, Part.LITERAL)
				: until(SqlToken.word(this.sql, this.start + 1), Part.SIGN);
	}

	private Part until(int index, Part part) {
		this.end = index;
		return part;
	}

	private char at(int index) {
		return (index < this.sql.length()) ? this.sql.charAt(index) : '\0';
	}

}
