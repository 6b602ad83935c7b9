package io.chanuka.db.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the values of passwords in a text: parameters of a URL, options of a command
 * line, members of JSON, entries of a map or of a connection string.
 */
final class AssignmentRedaction {

	/**
	 * A short word before a colon may be prose. Group 1 is the quote that ends the name,
	 * group 2 the one that begins the value.
	 */
	private static final Pattern ASSIGNMENT = Pattern
		.compile("(?:" + SecretNames.WORD + SecretNames.NUMBER + "|" + SecretNames.SHORT_WORD + SecretNames.NUMBER
				+ "(?!\\s*+:))(\\\\*[\"'`])?\\s*+[=:]\\s*+(?!//)(\\\\*[\"'`])?");

	private static final String NEXT_OPTION = "\\s-{1,2}[A-Za-z]";

	/**
	 * Behind two dashes or {@code -D}.
	 */
	private static final Pattern OPTION = Pattern.compile(NEXT_OPTION);

	/**
	 * In the query of a URL that is the whole text.
	 */
	private static final Pattern PARAMETER = Pattern.compile("&|" + NEXT_OPTION);

	private static final Pattern EMBEDDED_PARAMETER = Pattern.compile("[&\\s]");

	private static final Pattern SEMICOLON = Pattern.compile(";|" + NEXT_OPTION);

	/**
	 * Behind a comma or a bracket.
	 */
	private static final Pattern ENTRY = Pattern.compile(",\\s*+[\\w.-]++\\s*+[=:]|[})\\]](?=[,})\\]\\s]|\\z)");

	/**
	 * A number in JSON.
	 */
	private static final Pattern LITERAL = Pattern.compile("[,}\\]\\s]");

	private static final Pattern OTHER = Pattern.compile("\\R|\\s-{0,2}[\\w.-]++\\s*+=|[,;&]\\s*+[\\w.-]++\\s*+[=:]");

	private final String text;

	private AssignmentRedaction(String text) {
		this.text = text;
	}

	static String apply(String text) {
		return new AssignmentRedaction(text).masked();
	}

	private String masked() {
		StringBuilder result = new StringBuilder();
		Matcher assignment = ASSIGNMENT.matcher(this.text);
		int done = 0;
		while (assignment.find(done)) {
			Pattern terminator = terminator(assignment);
			boolean quoted = assignment.group(2) != null && terminator != OPTION;
			int begin = (quoted || assignment.group(2) == null) ? assignment.end() : assignment.start(2);
			int end = (quoted) ? QuotedText.end(this.text, begin, assignment.group(2)) : end(terminator, begin);
			boolean nested = assignment.group(1) != null && !quoted && end > begin
					&& "{[".indexOf(this.text.charAt(begin)) != -1;
			result.append(this.text, done, begin);
			done = (nested) ? begin : end;
			result.append((done > begin) ? RedactionMask.TEXT : "");
		}
		return result.append(this.text, done, this.text.length()).toString();
	}

	private int end(Pattern terminator, int begin) {
		Matcher end = terminator.matcher(this.text).region(begin, endOfString(begin));
		return (end.find()) ? end.start() : end.regionEnd();
	}

	/**
	 * Where the string in double quotes ends that an index is in, or else the text.
	 */
	private int endOfString(int index) {
		boolean inside = false;
		for (int i = 0; i < index; i++) {
			inside ^= this.text.charAt(i) == '"' && (i == 0 || this.text.charAt(i - 1) != '\\');
		}
		return (inside) ? QuotedText.end(this.text, index, "\"") : this.text.length();
	}

	private Pattern terminator(Matcher assignment) {
		if (assignment.group(1) != null) {
			return LITERAL;
		}
		int start = assignment.start();
		while (start > 0 && isOfName(this.text.charAt(start - 1))) {
			start--;
		}
		if (this.text.charAt(start) == '-') {
			return OPTION;
		}
		return switch ((start > 0) ? this.text.charAt(start - 1) : '\n') {
			case '?', '&' -> isFirstWord(start) ? PARAMETER : EMBEDDED_PARAMETER;
			case ';' -> SEMICOLON;
			case ',', '{', '(', '[' -> ENTRY;
			case ' ' -> (start > 1 && this.text.charAt(start - 2) == ',') ? ENTRY : OTHER;
			default -> OTHER;
		};
	}

	private static boolean isOfName(char character) {
		return Character.isLetterOrDigit(character) || "_.-".indexOf(character) != -1;
	}

	private boolean isFirstWord(int index) {
		return this.text.substring(0, index).chars().noneMatch(Character::isWhitespace);
	}

}
