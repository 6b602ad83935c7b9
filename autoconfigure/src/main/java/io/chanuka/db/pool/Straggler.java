package io.chanuka.db.pool;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Who still holds a connection when the time to give it back is over.
 *
 * @param thread the thread that borrowed it
 * @param state what the connection does in the server's words, or {@code null} if the
 * server does not tell
 * @param age how long its transaction, or else its state, lasts, or {@code null} if the
 * server does not tell
 * @param statement the beginning of what it runs or ran last, without parameter values,
 * or {@code null} if that is not known
 * @param borrowedAt the stack on which it was borrowed, or {@code null} if it was not
 * recorded
 */
public record Straggler(String thread, @Nullable String state, @Nullable Duration age, @Nullable String statement,
		@Nullable Throwable borrowedAt) {

	/**
	 * Tells about it in one line.
	 * @return the line, without the stack
	 */
	public String describe() {
		StringBuilder line = new StringBuilder("Thread '").append(this.thread).append("' still holds a connection");
		if (this.state != null) {
			line.append(", ").append(this.state);
		}
		if (this.age != null) {
			line.append(String.format(Locale.ROOT, " for %.1f s", this.age.toMillis() / 1000.0));
		}
		return line.append((this.statement != null) ? ": " + this.statement : "").toString();
	}

}
