package io.chanuka.db.statement;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a statement that was executed.
 *
 * @param sql its text, that of the first one of a batch
 * @param batchSize how many there are in the batch, or 0 if it is none
 * @param parameters how many parameters it has
 * @param values their values, those of the first entry of a batch, or {@code null} if
 * they are not recorded
 * @param updateCount how many rows were changed, or -1 if that is not known
 * @param failure the SQLSTATE with which it failed, or {@code null} if it succeeded
 * @param nanos how long it took, in nanoseconds
 * @param connectionAge how long its connection was open, in nanoseconds
 */
public record StatementExecution(String sql, int batchSize, int parameters, @Nullable Object @Nullable [] values,
		long updateCount, @Nullable String failure, long nanos, long connectionAge) {

}
