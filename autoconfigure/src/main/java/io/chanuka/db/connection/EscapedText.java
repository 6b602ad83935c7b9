package io.chanuka.db.connection;

/**
 * Text of one line. Line breaks, control characters and those that change the direction
 * of text are escaped, so that no name or value can forge a line of a log.
 */
public final class EscapedText {

	private EscapedText() {
	}

	/**
	 * Returns a text in one line.
	 * @param text any text
	 * @return the text with what is not printed escaped
	 */
	public static String of(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		text.codePoints().forEach((point) -> append(escaped, point));
		return escaped.toString();
	}

	/**
	 * Appends a character.
	 * @param text the text so far
	 * @param point the character
	 */
	public static void append(StringBuilder text, int point) {
		switch (point) {
			case '\n' -> text.append("\\n");
			case '\r' -> text.append("\\r");
			case '\t' -> text.append("\\t");
			default -> appendOther(text, point);
		}
	}

	private static void appendOther(StringBuilder text, int point) {
		switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				text.append(String.format("\\u%04x", point));
			default -> text.appendCodePoint(point);
		}
	}

}
