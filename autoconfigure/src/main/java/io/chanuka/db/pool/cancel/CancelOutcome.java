package io.chanuka.db.pool.cancel;

import org.jspecify.annotations.Nullable;

/**
 * What became of the statement of an active connection.
 *
 * @param activity what the server reported before, or {@code null} if it was not asked or
 * did not answer
 * @param cancelled whether the statement was cancelled and that is confirmed
 */
public record CancelOutcome(@Nullable BackendActivity activity, boolean cancelled) {

	/**
	 * Whether it is unknown what the backend does.
	 * @return {@code true} if the server gave no answer
	 */
	public boolean isUnanswered() {
		return !this.cancelled && (this.activity == null || this.activity.state() == null);
	}

}
