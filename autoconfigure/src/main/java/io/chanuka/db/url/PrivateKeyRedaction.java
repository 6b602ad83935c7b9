package io.chanuka.db.url;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks private keys in a text: PEM, also with {@code \n} for line ends, and PEM in
 * base64.
 */
final class PrivateKeyRedaction {

	private static final Pattern PEM = Pattern
		.compile("(?s)(-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----).*?" + "(-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)");

	/**
	 * Base64 of text that begins with {@code -----BEGIN}, on one line or several.
	 */
	private static final Pattern ENCODED = Pattern
		.compile("(LS0tLS1CRUdJTi[A-Za-z0-9+/]*+)={0,2}(?:(?:\\\\n|\\R)[A-Za-z0-9+/]++={0,2}(?=[\\\\\\s\"',]|\\z))*+");

	private PrivateKeyRedaction() {
	}

	static String apply(String text) {
		String result = PEM.matcher(text).replaceAll("$1" + RedactionMask.TEXT + "$2");
		return ENCODED.matcher(result)
			.replaceAll((encoded) -> Matcher.quoteReplacement(isKey(encoded) ? RedactionMask.TEXT : encoded.group()));
	}

	private static boolean isKey(MatchResult encoded) {
		String line = encoded.group(1);
		byte[] decoded = Base64.getDecoder().decode(line.substring(0, line.length() / 4 * 4));
		return new String(decoded, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY");
	}

}
