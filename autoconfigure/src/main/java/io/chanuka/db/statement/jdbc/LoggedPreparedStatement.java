package io.chanuka.db.statement.jdbc;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A prepared statement whose executions are measured and logged.
 */
final class LoggedPreparedStatement extends StreamRecorder {

	private static final Object[] NONE = {};

	private final String sql;

	private int parameters;

	/**
	 * Set only if values are logged.
	 */
	private @Nullable Object @Nullable [] values;

	private @Nullable Object @Nullable [] batchValues;

	LoggedPreparedStatement(PreparedStatement prepared, ExecutionLog log, String sql) {
		super(prepared, log);
		this.sql = sql;
		this.values = log.log().showsValues() ? NONE : null;
	}

	@Override
	void record(int index, @Nullable Object value) {
		this.parameters = Math.max(this.parameters, index);
		if (this.values != null) {
			this.values = Arrays.copyOf(this.values, this.parameters);
			this.values[index - 1] = value;
		}
	}

	@Override
	int parameters() {
		return this.parameters;
	}

	@Override
	@Nullable Object @Nullable [] values() {
		return (batchSize() > 0) ? this.batchValues : this.values;
	}

	@Override
	String batch() {
		return this.sql;
	}

	@Override
	void forgetBatch() {
		super.forgetBatch();
		this.batchValues = null;
	}

	@Override
	public void addBatch() throws SQLException {
		prepared().addBatch();
		if (countBatch()) {
			// A record makes a copy.
			this.batchValues = this.values;
		}
	}

	@Override
	public void clearParameters() throws SQLException {
		prepared().clearParameters();
		this.parameters = 0;
		this.values = (this.values != null) ? NONE : null;
	}

	@Override
	public boolean execute() throws SQLException {
		return measured(this.sql, prepared()::execute);
	}

	@Override
	public ResultSet executeQuery() throws SQLException {
		return measured(this.sql, prepared()::executeQuery);
	}

	@Override
	public int executeUpdate() throws SQLException {
		return measured(this.sql, prepared()::executeUpdate);
	}

	@Override
	public long executeLargeUpdate() throws SQLException {
		return measured(this.sql, prepared()::executeLargeUpdate);
	}

	@Override
	public @Nullable ResultSetMetaData getMetaData() throws SQLException {
		return prepared().getMetaData();
	}

	@Override
	public ParameterMetaData getParameterMetaData() throws SQLException {
		return prepared().getParameterMetaData();
	}

}
