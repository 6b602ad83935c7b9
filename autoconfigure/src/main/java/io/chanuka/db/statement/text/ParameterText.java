package io.chanuka.db.statement.text;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;

import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * The values of parameters as they are logged where that is configured: in one line,
 * strings in quotes, each no longer than the limit, contents of streams and bytes not at
 * all, and nothing that seems to be a secret.
 */
public final class ParameterText {

	private static final int MOST = 10;

	/**
	 * How much of a value is searched for secrets and shown.
	 */
	private static final int REDACTED = 10_000;

	private final int maxLength;

	/**
	 * Create a new instance.
	 * @param maxLength how many characters of a value are shown
	 */
	public ParameterText(int maxLength) {
		this.maxLength = maxLength;
	}

	/**
	 * Returns what is logged of the parameters of a statement.
	 * @param sql the statement
	 * @param values the values in their order
	 * @return the values, separated by commas
	 */
	public String of(String sql, @Nullable Object[] values) {
		boolean[] shown = ParameterNames.shown(sql, values.length);
		LogLine line = new LogLine((int) Math.min(Integer.MAX_VALUE, (long) this.maxLength * MOST));
		for (int i = 0; i < values.length && !line.isFull(); i++) {
			line.append((i > 0) ? ", " : "").append((shown[i]) ? text(values[i]) : "******");
		}
		return line.isCut() ? line + "…" : line.toString();
	}

	private String text(@Nullable Object value) {
		if (value == null) {
			return "null";
		}
		if (value instanceof byte[] bytes) {
			return "(" + bytes.length + " bytes)";
		}
		if (value instanceof InputStream || value instanceof Reader || value instanceof Blob || value instanceof Clob
				|| value instanceof Array) {
			return "(" + value.getClass().getSimpleName() + ")";
		}
		String text = value.toString();
		return (value instanceof Number || value instanceof Boolean) ? text : "'" + quoted(text) + "'";
	}

	/**
	 * A value may be JSON or a URL that contains a secret.
	 */
	private String quoted(String text) {
		LogLine line = new LogLine(this.maxLength);
		line.append(Redactor.redactText(text.substring(0, Math.min(text.length(), REDACTED))));
		return line.isCut() ? line + "…" : line.toString();
	}

}
