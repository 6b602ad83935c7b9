package io.chanuka.db.pool;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.pool.cancel.Borrow;
import org.jspecify.annotations.Nullable;

/**
 * A thread that holds a connection of the pool.
 *
 * @param thread the name of the thread
 * @param since when it acquired the connection; not before the moment at which that was
 * noticed, unless stacks are recorded
 * @param statement the first 80 characters of the statement that it ran last, or
 * {@code null} if statements are not logged
 * @param stack where the application acquired the connection, empty if stacks are not
 * recorded
 */
public record ConnectionHolder(String thread, Instant since, @Nullable String statement, List<String> stack) {

	private static final int STATEMENT_LENGTH = 80;

	private static final int STACK_DEPTH = 10;

	/**
	 * What stands between the application and the pool.
	 */
	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.",
			"io.chanuka.db.connection.", "io.chanuka.db.pool.RuntimePool", "io.chanuka.db.pool.acquire.",
			"io.chanuka.db.pool.activity.", "io.chanuka.db.retry.", "com.zaxxer.hikari.", "org.springframework.",
			"org.hibernate.", "org.apache.");

	public ConnectionHolder {
		stack = List.copyOf(stack);
	}

	static ConnectionHolder of(PhysicalConnection connection) {
		String statement = connection.lastUse().statement();
		return new ConnectionHolder(Borrow.of(connection).holder(),
				Instant.now().minusNanos(connection.lastUse().elapsed(connection.uses())),
				(statement != null) ? statement.substring(0, Math.min(STATEMENT_LENGTH, statement.length())) : null,
				stack(connection.borrowedAt()));
	}

	private static List<String> stack(@Nullable Throwable acquired) {
		if (acquired == null) {
			return List.of();
		}
		return Stream.of(acquired.getStackTrace())
			.filter((frame) -> LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith))
			.limit(STACK_DEPTH)
			.map(StackTraceElement::toString)
			.toList();
	}

}
