package io.chanuka.db.statement.jdbc;

import java.sql.SQLException;

/**
 * An execution by the driver.
 *
 * @param <T> the type of its result
 */
@FunctionalInterface
interface StatementCall<T> {

	T execute() throws SQLException;

}
