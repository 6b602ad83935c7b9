package io.chanuka.db.statement.text;

import io.chanuka.db.connection.EscapedText;

/**
 * A text of one line and a limited length. Line breaks, control characters and those that
 * change the direction of text are escaped, so that no value can forge a line.
 */
public final class LogLine {

	private final StringBuilder text = new StringBuilder();

	private final int limit;

	private boolean cut;

	LogLine(int limit) {
		this.limit = limit;
	}

	/**
	 * Returns a text in one line.
	 * @param text any text
	 * @return the text with what is not printed escaped
	 */
	public static String of(String text) {
		return new LogLine(Integer.MAX_VALUE).append(text, 0, text.length()).toString();
	}

	LogLine append(CharSequence more, int start, int end) {
		int index = start;
		while (index < end && !isFull()) {
			char character = more.charAt(index);
			if (character >= ' ' && character <= '~') {
				this.text.append(character);
				index++;
				continue;
			}
			int point = Character.codePointAt(more, index);
			EscapedText.append(this.text, point);
			index += Character.charCount(point);
		}
		return this;
	}

	LogLine append(String more) {
		return append(more, 0, more.length());
	}

	/**
	 * Whether nothing more is shown, which is remembered.
	 */
	boolean isFull() {
		this.cut = this.cut || this.text.length() >= this.limit;
		return this.cut;
	}

	boolean isEmpty() {
		return this.text.isEmpty();
	}

	boolean isCut() {
		return this.cut;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
