package io.chanuka.db.settings;

import java.util.Locale;
import java.util.regex.Pattern;

import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * A value that was set, before it is validated.
 *
 * @param name the property or variable under the name by which it was set
 * @param value the value, converted to its type, with placeholders replaced
 * @param origin where it was set
 * @param rank the position of its property source; 0 is the strongest
 * @param reference the variable that the value consists of, or {@code null} if it was
 * written out
 */
public record InputValue(String name, Object value, Origin origin, int rank, @Nullable VariableReference reference) {

	private static final Pattern WORD = Pattern.compile("[\\w.,+ -]{0,40}");

	/**
	 * Create a new instance of the strongest rank.
	 * @param name the name by which it was set
	 * @param value the value
	 * @param origin where it was set
	 */
	public InputValue(String name, Object value, Origin origin) {
		this(name, value, origin, 0, null);
	}

	/**
	 * The value as text.
	 * @return the text, which may be a secret
	 */
	public String text() {
		return this.value.toString();
	}

	/**
	 * The value for a message. What is not a plain word may hold a secret.
	 * @return the value or what can be shown of it
	 */
	String shown() {
		return WORD.matcher(text()).matches() ? text() : Redactor.redactUnreadable(text());
	}

	/**
	 * Whether the value was set through a variable under a name that is not ours, so that
	 * it may be meant for another program.
	 * @return {@code true} if it was
	 */
	public boolean isForeign() {
		return this.origin.kind() == Origin.Kind.VARIABLE;
	}

	/**
	 * The rank of the variable that the value consists of, or its own.
	 * @return the rank
	 */
	int sourceRank() {
		return (this.reference != null && this.reference.isSet()) ? this.reference.rank() : this.rank;
	}

	@Override
	public String toString() {
		String shown = (isSecret()) ? Redactor.MASK : Redactor.redact(String.valueOf(this.value));
		return this.name + "=" + shown;
	}

	private boolean isSecret() {
		String lowerCase = this.name.toLowerCase(Locale.ROOT);
		return lowerCase.contains("password") || lowerCase.contains("key");
	}

}
