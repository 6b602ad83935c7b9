package io.chanuka.db.retry;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The database errors after which the same operation can succeed: lost or refused
 * connections, serialization failures, deadlocks and acquire timeouts.
 */
final class TransientErrors {

	/**
	 * The transaction has lost against another one, which has ended by now.
	 */
	private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

	/**
	 * Too many connections; shutdown, crash and start-up of the server.
	 */
	private static final Set<String> SERVER = Set.of("53300", "57P01", "57P02", "57P03");

	/**
	 * The last connection was refused for good: user, password or database are wrong.
	 */
	private static final Set<String> PERMANENT = Set.of("28", "3D");

	private static final int DEPTH = 20;

	private TransientErrors() {
	}

	/**
	 * Whether another attempt makes sense. Inside a transaction it does not: the server
	 * refuses all statements until the transaction is rolled back.
	 * @param failure what an attempt threw
	 * @return {@code true} if so
	 */
	static boolean isRetryable(Throwable failure) {
		return !TransactionSynchronizationManager.isActualTransactionActive() && isTransient(failure);
	}

	static boolean isTransient(Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < DEPTH; cause = next(cause)) {
			if (cause instanceof DatabaseRetryException) {
				// An inner retry is exhausted; an outer one would multiply the attempts.
				return false;
			}
			if (cause instanceof SQLException error && (hasTransientState(error) || isAcquireTimeout(error))) {
				return true;
			}
			depth++;
		}
		return false;
	}

	/**
	 * Whether the transaction has lost against a concurrent one.
	 */
	static boolean isConflict(Throwable failure) {
		return reported(failure) instanceof SQLException error && error.getSQLState() != null
				&& CONFLICTS.contains(error.getSQLState());
	}

	/**
	 * What the driver or the pool reported.
	 * @param failure what an attempt threw
	 * @return the first {@link SQLException} among its causes, or else the failure itself
	 */
	static Throwable reported(Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < DEPTH; cause = next(cause)) {
			if (cause instanceof SQLException) {
				return cause;
			}
			depth++;
		}
		return failure;
	}

	/**
	 * After a lost connection the rollback fails too, and Spring's exception has that as
	 * its cause and the first error apart.
	 */
	private static @Nullable Throwable next(Throwable failure) {
		return (failure instanceof TransactionSystemException rollback) ? rollback.getOriginalException()
				: failure.getCause();
	}

	private static boolean hasTransientState(SQLException error) {
		String state = error.getSQLState();
		return state != null && (state.startsWith("08") || CONFLICTS.contains(state) || SERVER.contains(state));
	}

	/**
	 * HikariCP adds the SQLSTATE of the last connection that could not be opened, if that
	 * is known.
	 */
	private static boolean isAcquireTimeout(SQLException error) {
		String state = error.getSQLState();
		return error instanceof SQLTransientConnectionException
				&& (state == null || PERMANENT.stream().noneMatch(state::startsWith));
	}

}
