package io.chanuka.db.pool.cancel;

import io.chanuka.db.connection.PhysicalConnection;
import org.jspecify.annotations.Nullable;

/**
 * One use of a physical connection: it ends when the connection is returned.
 *
 * @param connection the connection
 * @param uses how often the connection had been acquired by then
 * @param thread the thread that acquired it
 */
public record Borrow(PhysicalConnection connection, int uses, @Nullable Thread thread) {

	public static Borrow of(PhysicalConnection connection) {
		return new Borrow(connection, connection.uses(), connection.caller());
	}

	/**
	 * Whether it lasts.
	 */
	public boolean isCurrent() {
		return this.connection.isActive() && isLatest();
	}

	/**
	 * Whether the connection has not been acquired again or returned since.
	 */
	boolean isLatest() {
		return equals(of(this.connection));
	}

	/**
	 * The name of the thread.
	 * @return the name, or a description of a thread without one
	 */
	public String holder() {
		if (this.thread == null) {
			return "unknown";
		}
		return this.thread.getName().isEmpty() ? this.thread.toString() : this.thread.getName();
	}

	public int backend() {
		return this.connection.backend();
	}

}
