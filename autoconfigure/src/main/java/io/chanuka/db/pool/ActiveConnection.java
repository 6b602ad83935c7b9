package io.chanuka.db.pool;

import java.time.Duration;
import java.util.Locale;

import io.chanuka.db.connection.EscapedText;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.pool.cancel.BackendActivity;
import io.chanuka.db.pool.cancel.Borrow;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is still active although the application stops.
 *
 * @param thread the name of the thread that acquired it
 * @param state the state of its backend in the words of {@code pg_stat_activity}, or
 * {@code null} if the server was not asked or did not answer
 * @param age how long its transaction, or else its state, lasts, or {@code null} if that
 * is not known
 * @param statement the beginning of what it runs or ran last, without parameter values,
 * or {@code null} if that is not known
 * @param borrowedAt the stack on which it was acquired, or {@code null} if it was not
 * recorded
 * @param cancelled whether its statement was cancelled and that is confirmed: its thread
 * got SQLSTATE 57014, or the server reports that the statement has ended
 */
public record ActiveConnection(String thread, @Nullable String state, @Nullable Duration age,
		@Nullable String statement, @Nullable Throwable borrowedAt, boolean cancelled) {

	static ActiveConnection of(Borrow borrow, @Nullable BackendActivity activity, boolean cancelled) {
		PhysicalConnection connection = borrow.connection();
		if (activity == null) {
			return new ActiveConnection(borrow.holder(), null, null, null, connection.borrowedAt(), cancelled);
		}
		String statement = connection.sendsValuesApart() ? activity.statement() : null;
		return new ActiveConnection(borrow.holder(), activity.state(), activity.age(), statement,
				connection.borrowedAt(), cancelled);
	}

	/**
	 * Describes it in one line.
	 * @return the line, without the stack
	 */
	public String describe() {
		return "Thread '" + EscapedText.of(this.thread) + "' still holds a connection" + activity();
	}

	/**
	 * What it does, as the end of a line.
	 */
	String activity() {
		StringBuilder line = new StringBuilder();
		if (this.state != null) {
			line.append(", ").append(this.state);
		}
		if (this.age != null) {
			line.append(String.format(Locale.ROOT, " for %.1f s", this.age.toMillis() / 1000.0));
		}
		return line.append((this.statement != null) ? ": " + this.statement : "").toString();
	}

	/**
	 * What became of its statement.
	 * @return the end of a line
	 */
	public String outcome() {
		if (this.cancelled) {
			return "it is cancelled";
		}
		return (this.state == null || BackendActivity.isActive(this.state)) ? "it is not confirmed to be cancelled"
				: "it runs no statement";
	}

}
