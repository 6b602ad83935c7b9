package io.chanuka.db.autoconfigure.diagnostics.failure;

import org.jspecify.annotations.Nullable;

/**
 * Explains one kind of failure.
 */
public interface FailureExplanation {

	/**
	 * The first sentence, with names in braces for what differs. It stands in
	 * docs/troubleshooting.md.
	 * @return the sentence
	 */
	String sentence();

	/**
	 * Explains a failure.
	 * @param failure the failure
	 * @return the explanation, or {@code null} if the failure is of another kind
	 */
	@Nullable Explanation explain(DatabaseFailure failure);

}
