package io.chanuka.db.url;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One way to cut a URL behind its scheme into components, none of them decoded yet.
 *
 * @param userInfo what stands before the at sign, or {@code null}
 * @param hosts what names the servers, possibly empty
 * @param database what names the database, or {@code null}
 * @param query what follows the question mark, or {@code null}
 */
record UrlReading(@Nullable String userInfo, String hosts, @Nullable String database, @Nullable String query) {

	private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.%]+]|%2[Ff].*|");

	private static final Pattern PORT = Pattern.compile("(:\\d{0,5})?");

	private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][\\w.-]*(=.*)?", Pattern.DOTALL);

	/**
	 * Cuts as RFC 3986 does: the authority ends at the first slash or question mark, the
	 * user info at the last at sign of the authority.
	 * @param rest the URL behind {@code ://}
	 * @return the components
	 */
	static UrlReading standard(String rest) {
		int end = firstOf(rest, "/?");
		String authority = rest.substring(0, end);
		int at = authority.lastIndexOf('@');
		return of((at != -1) ? authority.substring(0, at) : null, rest.substring(at + 1));
	}

	/**
	 * Cuts at the given at sign, wherever it stands.
	 * @param rest the URL behind {@code ://}
	 * @param at the index of the at sign
	 * @return the components
	 */
	static UrlReading at(String rest, int at) {
		return of(rest.substring(0, at), rest.substring(at + 1));
	}

	private static UrlReading of(@Nullable String userInfo, String rest) {
		int end = firstOf(rest, "/?");
		String hosts = rest.substring(0, end);
		int question = rest.indexOf('?', end);
		String path = rest.substring(end, (question != -1) ? question : rest.length());
		String database = (path.length() > 1) ? path.substring(1) : null;
		return new UrlReading(userInfo, hosts, database, (question != -1) ? rest.substring(question + 1) : null);
	}

	private static int firstOf(String text, String characters) {
		for (int i = 0; i < text.length(); i++) {
			if (characters.indexOf(text.charAt(i)) != -1) {
				return i;
			}
		}
		return text.length();
	}

	/**
	 * Whether each component but the user info has the expected form.
	 * @return {@code false} if a host, port, database or parameter could not be one
	 */
	boolean isPlausible() {
		return List.of(this.hosts.split(",", -1)).stream().allMatch(UrlReading::isAddress) && isDatabasePlausible()
				&& isQueryPlausible();
	}

	/**
	 * Whether the user info could be a user name and an unencoded password.
	 * @return {@code true} if the user name before the first colon is free of delimiters
	 */
	boolean hasPlausibleUser() {
		int colon = (this.userInfo != null) ? this.userInfo.indexOf(':') : -1;
		return this.userInfo != null && colon > 0 && firstOf(this.userInfo.substring(0, colon), "/?#@") == colon;
	}

	private static boolean isAddress(String address) {
		int bracket = address.lastIndexOf(']');
		int colon = address.indexOf(':', bracket + 1);
		String host = (colon != -1) ? address.substring(0, colon) : address;
		String port = (colon != -1) ? address.substring(colon) : "";
		return HOST.matcher(host).matches() && PORT.matcher(port).matches();
	}

	private boolean isDatabasePlausible() {
		return this.database == null || this.database.indexOf('/') == -1;
	}

	/**
	 * Whether the database contains what belongs elsewhere or must be encoded.
	 * @return {@code true} if it does
	 */
	boolean hasReservedCharacterInDatabase() {
		return this.database != null && firstOf(this.database, "/@;#") != this.database.length();
	}

	private boolean isQueryPlausible() {
		return this.query == null || List.of(this.query.split("&"))
			.stream()
			.allMatch((part) -> part.isEmpty() || PARAMETER.matcher(part).matches());
	}

}
