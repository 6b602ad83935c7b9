package io.chanuka.db.settings.selection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.chanuka.db.settings.InputValue;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values that are set and ignored, for one warning that names all of them.
 */
public final class IgnoredValues {

	private final Set<String> clauses = new LinkedHashSet<>();

	/**
	 * Adds a value.
	 * @param value the value
	 * @param reason why it is ignored, a clause without secrets
	 */
	public void add(InputValue value, String reason) {
		add(value.origin().toString(), reason);
	}

	/**
	 * Adds something that was set.
	 * @param what the thing and its place
	 * @param reason why it is ignored, a clause without secrets
	 */
	public void add(String what, String reason) {
		this.clauses.add(what + " (" + reason + ")");
	}

	public void addAll(List<String> others) {
		this.clauses.addAll(others);
	}

	List<String> clauses() {
		return new ArrayList<>(this.clauses);
	}

	/**
	 * The warning.
	 * @return a sentence, or {@code null} if nothing was ignored
	 */
	public @Nullable String warning() {
		return this.clauses.isEmpty() ? null : "Ignored: " + String.join("; ", this.clauses) + ".";
	}

}
