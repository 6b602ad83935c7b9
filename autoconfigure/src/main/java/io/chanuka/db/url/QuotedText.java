package io.chanuka.db.url;

/**
 * A part of a text between quotes, which may be escaped themselves, as in JSON inside of
 * JSON.
 */
final class QuotedText {

	private QuotedText() {
	}

	/**
	 * The quote before an index, with the backslash that escapes it.
	 * @return the quote, or an empty text if there is none
	 */
	static String quoteBefore(String text, int index) {
		if (index == 0 || "\"'`".indexOf(text.charAt(index - 1)) == -1) {
			return "";
		}
		boolean escaped = index > 1 && text.charAt(index - 2) == '\\';
		return text.substring((escaped) ? index - 2 : index - 1, index);
	}

	/**
	 * Where the quoted part ends.
	 * @param begin the index behind the first quote
	 * @param quote the first quote
	 * @return the index of the second one, or the length of the text
	 */
	static int end(String text, int begin, String quote) {
		int end = begin;
		while (end < text.length() && !text.startsWith(quote, end)) {
			end += (quote.length() == 1 && text.charAt(end) == '\\') ? 2 : 1;
		}
		return Math.min(end, text.length());
	}

}
