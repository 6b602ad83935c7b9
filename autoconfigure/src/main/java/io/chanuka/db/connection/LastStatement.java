package io.chanuka.db.connection;

import org.jspecify.annotations.Nullable;

/**
 * A connection that notes what is executed on it.
 */
public interface LastStatement {

	/**
	 * The statement that was executed last, or is executed now.
	 * @return its text without literals, or {@code null} if there is none since the
	 * connection was acquired
	 */
	@Nullable String lastStatement();

}
