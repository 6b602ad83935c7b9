package io.chanuka.db.url;

import java.util.regex.Pattern;

/**
 * The names of properties, variables and parameters whose values are secrets.
 */
final class SecretNames {

	/**
	 * A word that means a password wherever it stands, such as in {@code PGPASSWORD}.
	 */
	static final String WORD = "(?i:password|passwd|passphrase)";

	/**
	 * What means one only as a word of its own: {@code db.pass}, {@code userPwd}, and not
	 * {@code bypass}.
	 */
	static final String SHORT_WORD = "(?:(?<![A-Za-z])(?i:pass|pwd)|(?<=[a-z])(?:Pass|Pwd))";

	/**
	 * The number of one of several.
	 */
	static final String NUMBER = "(?:[_.-]?\\d+|\\[\\d+\\])?";

	private static final Pattern PASSWORD = Pattern.compile("(?:" + WORD + "|" + SHORT_WORD + ")" + NUMBER + "\\z");

	private static final Pattern KEY = Pattern.compile("(?i)(?:private|ssl)[_.-]?key\\z");

	/**
	 * Base64, long enough for a key, that is no absolute path.
	 */
	private static final Pattern KEY_CONTENT = Pattern.compile("(?:base64:)?(?!/)[A-Za-z0-9+/=\\s]{32,}");

	private SecretNames() {
	}

	/**
	 * Whether the value is a secret as a whole. The name of a private key may also stand
	 * for its location, which is none.
	 */
	static boolean isSecret(String name, String value) {
		return PASSWORD.matcher(name).find() || (KEY.matcher(name).find() && KEY_CONTENT.matcher(value).matches());
	}

}
