package io.chanuka.db.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the user information of every URL in a text. That of PostgreSQL's URLs may hold
 * reserved characters unencoded, so it reaches to the last at sign; that of others ends
 * before the path.
 */
final class UserInfoRedaction {

	/**
	 * JSON may escape its slashes.
	 */
	private static final Pattern SEPARATOR = Pattern.compile(":(?:\\\\?/){2}");

	private static final Pattern POSTGRES = Pattern.compile("(?i)postg|pgsql|psql");

	private static final String PORT = ":(?:[$#]?\\{[^{}/?#,@]*+\\}|<[^<>/?#,@]*+>|\\d++)";

	private static final String HOST = "(?:\\[[^\\]@]*+\\]|[^:@,/?#\\\\\\[\\]]*+)(?:" + PORT + ")?+";

	private static final String HOSTS = HOST + "(?:," + HOST + ")*+";

	/**
	 * Addresses without user information. An at sign may stand in a parameter.
	 */
	private static final Pattern PLAIN = Pattern
		.compile("(?s)" + HOSTS + "(?:[/?#\\\\][^@]*|\\\\?/[^@?#]*\\?[\\w.-]+=.*)?");

	/**
	 * A user name and the mask of a password, or only a mask.
	 */
	private static final Pattern MASKED = Pattern.compile("(?:[^:@/]*:)?\\*+");

	/**
	 * URLs of drivers without slashes after the scheme.
	 */
	private static final Pattern OPAQUE = Pattern
		.compile("(?i)(jdbc:(?:oracle:\\w+|postgresql):)(?!\\\\?/)[^\\s\"'@]{1,256}+@");

	/**
	 * The name of an option, before its value.
	 */
	private static final Pattern OPTION = Pattern.compile("(?<!\\S)-{1,2}[A-Za-z][\\w.\\[\\]-]*+=\\z");

	private static final Pattern NEXT_OPTION = Pattern.compile("\\s-{1,2}[A-Za-z]");

	private static final int LONGEST_NAME = 256;

	private final String text;

	/**
	 * Where the first word begins.
	 */
	private final int first;

	private final StringBuilder result = new StringBuilder();

	/**
	 * Up to here the text is in the result.
	 */
	private int done;

	private UserInfoRedaction(String text) {
		this.text = text;
		this.first = text.length() - text.stripLeading().length();
	}

	static String apply(String text) {
		String opaque = OPAQUE.matcher(text).replaceAll("$1" + RedactionMask.TEXT + "@");
		return new UserInfoRedaction(opaque).masked();
	}

	private String masked() {
		Matcher separator = SEPARATOR.matcher(this.text);
		boolean found = separator.find();
		while (found) {
			int start = schemeStart(separator.start());
			int begin = separator.end();
			found = separator.find();
			while (found && schemeStart(separator.start()) <= begin) {
				// Two slashes begin a password.
				found = separator.find();
			}
			int limit = (found) ? schemeStart(separator.start()) : this.text.length();
			if (start < begin) {
				mask(start, begin, Math.max(begin, limit));
			}
		}
		return this.result.append(this.text, this.done, this.text.length()).toString();
	}

	/**
	 * Where the scheme before a separator begins; behind the separator if there is none.
	 */
	private int schemeStart(int separator) {
		int start = separator;
		while (start > this.done && isOfScheme(this.text.charAt(start - 1))) {
			start--;
		}
		while (start < separator && !Character.isLetter(this.text.charAt(start))) {
			start++;
		}
		return (start < separator) ? start : this.text.length();
	}

	private static boolean isOfScheme(char character) {
		return (character < 128 && Character.isLetterOrDigit(character)) || "+.:-".indexOf(character) != -1;
	}

	private void mask(int start, int begin, int limit) {
		boolean postgres = POSTGRES.matcher(this.text.substring(start, begin)).find();
		int end = end(start, begin, limit, postgres);
		String url = this.text.substring(begin, end);
		int length = (postgres) ? lengthForPostgres(url) : length(url);
		if (length == -1 && postgres && !PLAIN.matcher(url).matches()) {
			// The user information goes on behind a space, or it has no end.
			String more = this.text.substring(begin, Math.max(end, nextOption(begin, limit)));
			length = Math.max(url.length(), more.lastIndexOf('@'));
		}
		if (length > 0 && !MASKED.matcher(this.text.substring(begin, begin + length)).matches()) {
			this.result.append(this.text, this.done, begin).append(RedactionMask.TEXT);
			this.done = begin + length;
		}
	}

	/**
	 * A URL ends with the quote that it began behind, else with the next space. One of
	 * PostgreSQL may contain spaces in its password, so it ends with the text that begins
	 * with it, or with the option whose value it is.
	 */
	private int end(int start, int begin, int limit, boolean postgres) {
		String quote = QuotedText.quoteBefore(this.text, start);
		if (!quote.isEmpty()) {
			return Math.min(limit, QuotedText.end(this.text, begin, quote));
		}
		if (postgres && start == this.first) {
			return limit;
		}
		int name = Math.max(this.done, start - LONGEST_NAME);
		return (postgres && OPTION.matcher(this.text).region(name, start).find()) ? nextOption(begin, limit)
				: space(begin, limit);
	}

	private int nextOption(int begin, int limit) {
		Matcher option = NEXT_OPTION.matcher(this.text).region(begin, limit);
		return (option.find()) ? option.start() : limit;
	}

	private int space(int begin, int limit) {
		int end = begin;
		while (end < limit && !Character.isWhitespace(this.text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static int lengthForPostgres(String url) {
		return (PLAIN.matcher(url).matches()) ? -1 : url.lastIndexOf('@');
	}

	/**
	 * What has the form of a port and is none belongs to user information with reserved
	 * characters.
	 */
	private static int length(String url) {
		int end = 0;
		while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) == -1) {
			end++;
		}
		String authority = url.substring(0, end);
		int at = authority.lastIndexOf('@');
		return (at != -1 || PLAIN.matcher(authority).matches()) ? at : url.lastIndexOf('@');
	}

}
