package io.chanuka.db.autoconfigure.diagnostics.failure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.connection.TlsRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The chain of causes of an exception.
 */
public final class Causes {

	/**
	 * A chain may be a circle.
	 */
	private static final int MAX_DEPTH = 50;

	private Causes() {
	}

	/**
	 * The exception and its causes.
	 * @param failure the exception
	 * @return all of them, the outermost first
	 */
	public static List<Throwable> of(Throwable failure) {
		List<Throwable> chain = new ArrayList<>();
		for (Throwable cause = failure; cause != null && chain.size() < MAX_DEPTH; cause = cause.getCause()) {
			chain.add(cause);
		}
		return chain;
	}

	/**
	 * The outermost exception of a type.
	 * @param <T> the type
	 * @param failure where to search
	 * @param type the type
	 * @return the exception, or {@code null} if there is none
	 */
	public static <T extends Throwable> @Nullable T first(Throwable failure, Class<T> type) {
		return of(failure).stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
	}

	/**
	 * The SQL exception that is to be explained: ours, if there is one, else the
	 * innermost, which is the driver's.
	 * @param failure where to search
	 * @return the exception, or {@code null} if there is none
	 */
	public static @Nullable SQLException sql(Throwable failure) {
		TlsRefusedException explained = first(failure, TlsRefusedException.class);
		return (explained != null) ? explained
				: of(failure).stream()
					.filter(SQLException.class::isInstance)
					.map(SQLException.class::cast)
					.reduce((outer, inner) -> inner)
					.orElse(null);
	}

	/**
	 * Whether a class of one of some packages takes part.
	 * @param failure where to search
	 * @param prefixes how the names of the classes begin
	 * @return {@code true} if an exception of such a class is in the chain
	 */
	public static boolean isOf(Throwable failure, List<String> prefixes) {
		return of(failure).stream()
			.map((cause) -> cause.getClass().getName())
			.anyMatch((name) -> prefixes.stream().anyMatch(name::startsWith));
	}

}
