package io.chanuka.db.statement.jdbc;

import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

import org.jspecify.annotations.Nullable;

/**
 * Records the parameters that are set by value. Long because the interface is.
 */
abstract class ParameterRecorder extends LoggedStatement implements PreparedStatement {

	private final PreparedStatement prepared;

	ParameterRecorder(PreparedStatement prepared, ExecutionLog log) {
		super(prepared, log);
		this.prepared = prepared;
	}

	/**
	 * Records a parameter that was set.
	 * @param index its number, from 1 on
	 * @param value its value
	 */
	abstract void record(int index, @Nullable Object value);

	PreparedStatement prepared() {
		return this.prepared;
	}

	@Override
	public void setNull(int index, int type) throws SQLException {
		this.prepared.setNull(index, type);
		record(index, null);
	}

	@Override
	public void setNull(int index, int type, String typeName) throws SQLException {
		this.prepared.setNull(index, type, typeName);
		record(index, null);
	}

	@Override
	public void setBoolean(int index, boolean value) throws SQLException {
		this.prepared.setBoolean(index, value);
		record(index, value);
	}

	@Override
	public void setByte(int index, byte value) throws SQLException {
		this.prepared.setByte(index, value);
		record(index, value);
	}

	@Override
	public void setShort(int index, short value) throws SQLException {
		this.prepared.setShort(index, value);
		record(index, value);
	}

	@Override
	public void setInt(int index, int value) throws SQLException {
		this.prepared.setInt(index, value);
		record(index, value);
	}

	@Override
	public void setLong(int index, long value) throws SQLException {
		this.prepared.setLong(index, value);
		record(index, value);
	}

	@Override
	public void setFloat(int index, float value) throws SQLException {
		this.prepared.setFloat(index, value);
		record(index, value);
	}

	@Override
	public void setDouble(int index, double value) throws SQLException {
		this.prepared.setDouble(index, value);
		record(index, value);
	}

	@Override
	public void setBigDecimal(int index, BigDecimal value) throws SQLException {
		this.prepared.setBigDecimal(index, value);
		record(index, value);
	}

	@Override
	public void setString(int index, String value) throws SQLException {
		this.prepared.setString(index, value);
		record(index, value);
	}

	@Override
	public void setBytes(int index, byte[] value) throws SQLException {
		this.prepared.setBytes(index, value);
		record(index, value);
	}

	@Override
	public void setDate(int index, Date value) throws SQLException {
		this.prepared.setDate(index, value);
		record(index, value);
	}

	@Override
	public void setDate(int index, Date value, Calendar calendar) throws SQLException {
		this.prepared.setDate(index, value, calendar);
		record(index, value);
	}

	@Override
	public void setTime(int index, Time value) throws SQLException {
		this.prepared.setTime(index, value);
		record(index, value);
	}

	@Override
	public void setTime(int index, Time value, Calendar calendar) throws SQLException {
		this.prepared.setTime(index, value, calendar);
		record(index, value);
	}

	@Override
	public void setTimestamp(int index, Timestamp value) throws SQLException {
		this.prepared.setTimestamp(index, value);
		record(index, value);
	}

	@Override
	public void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
		this.prepared.setTimestamp(index, value, calendar);
		record(index, value);
	}

	@Override
	public void setObject(int index, Object value) throws SQLException {
		this.prepared.setObject(index, value);
		record(index, value);
	}

	@Override
	public void setObject(int index, Object value, int type) throws SQLException {
		this.prepared.setObject(index, value, type);
		record(index, value);
	}

	@Override
	public void setObject(int index, Object value, int type, int scale) throws SQLException {
		this.prepared.setObject(index, value, type, scale);
		record(index, value);
	}

	@Override
	public void setObject(int index, Object value, SQLType type) throws SQLException {
		this.prepared.setObject(index, value, type);
		record(index, value);
	}

	@Override
	public void setObject(int index, Object value, SQLType type, int scale) throws SQLException {
		this.prepared.setObject(index, value, type, scale);
		record(index, value);
	}

	@Override
	public void setRef(int index, Ref value) throws SQLException {
		this.prepared.setRef(index, value);
		record(index, value);
	}

	@Override
	public void setArray(int index, Array value) throws SQLException {
		this.prepared.setArray(index, value);
		record(index, value);
	}

	@Override
	public void setURL(int index, URL value) throws SQLException {
		this.prepared.setURL(index, value);
		record(index, value);
	}

	@Override
	public void setRowId(int index, RowId value) throws SQLException {
		this.prepared.setRowId(index, value);
		record(index, value);
	}

	@Override
	public void setNString(int index, String value) throws SQLException {
		this.prepared.setNString(index, value);
		record(index, value);
	}

	@Override
	public void setSQLXML(int index, SQLXML value) throws SQLException {
		this.prepared.setSQLXML(index, value);
		record(index, value);
	}

}
