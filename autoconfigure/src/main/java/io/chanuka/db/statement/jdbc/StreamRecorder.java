package io.chanuka.db.statement.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Records the parameters that are set by streams and large objects, which are not read.
 */
abstract class StreamRecorder extends ParameterRecorder {

	StreamRecorder(PreparedStatement prepared, ExecutionLog log) {
		super(prepared, log);
	}

	@Override
	public void setAsciiStream(int index, InputStream value) throws SQLException {
		prepared().setAsciiStream(index, value);
		record(index, value);
	}

	@Override
	public void setAsciiStream(int index, InputStream value, int length) throws SQLException {
		prepared().setAsciiStream(index, value, length);
		record(index, value);
	}

	@Override
	public void setAsciiStream(int index, InputStream value, long length) throws SQLException {
		prepared().setAsciiStream(index, value, length);
		record(index, value);
	}

	@Override
	public void setBinaryStream(int index, InputStream value) throws SQLException {
		prepared().setBinaryStream(index, value);
		record(index, value);
	}

	@Override
	public void setBinaryStream(int index, InputStream value, int length) throws SQLException {
		prepared().setBinaryStream(index, value, length);
		record(index, value);
	}

	@Override
	public void setBinaryStream(int index, InputStream value, long length) throws SQLException {
		prepared().setBinaryStream(index, value, length);
		record(index, value);
	}

	@Override
	public void setCharacterStream(int index, Reader value) throws SQLException {
		prepared().setCharacterStream(index, value);
		record(index, value);
	}

	@Override
	public void setCharacterStream(int index, Reader value, int length) throws SQLException {
		prepared().setCharacterStream(index, value, length);
		record(index, value);
	}

	@Override
	public void setCharacterStream(int index, Reader value, long length) throws SQLException {
		prepared().setCharacterStream(index, value, length);
		record(index, value);
	}

	@Override
	@Deprecated(since = "1.2")
	@SuppressWarnings("deprecation")
	public void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
		prepared().setUnicodeStream(index, value, length);
		record(index, value);
	}

	@Override
	public void setNCharacterStream(int index, Reader value) throws SQLException {
		prepared().setNCharacterStream(index, value);
		record(index, value);
	}

	@Override
	public void setNCharacterStream(int index, Reader value, long length) throws SQLException {
		prepared().setNCharacterStream(index, value, length);
		record(index, value);
	}

	@Override
	public void setBlob(int index, Blob value) throws SQLException {
		prepared().setBlob(index, value);
		record(index, value);
	}

	@Override
	public void setBlob(int index, InputStream value) throws SQLException {
		prepared().setBlob(index, value);
		record(index, value);
	}

	@Override
	public void setBlob(int index, InputStream value, long length) throws SQLException {
		prepared().setBlob(index, value, length);
		record(index, value);
	}

	@Override
	public void setClob(int index, Clob value) throws SQLException {
		prepared().setClob(index, value);
		record(index, value);
	}

	@Override
	public void setClob(int index, Reader value) throws SQLException {
		prepared().setClob(index, value);
		record(index, value);
	}

	@Override
	public void setClob(int index, Reader value, long length) throws SQLException {
		prepared().setClob(index, value, length);
		record(index, value);
	}

	@Override
	public void setNClob(int index, NClob value) throws SQLException {
		prepared().setNClob(index, value);
		record(index, value);
	}

	@Override
	public void setNClob(int index, Reader value) throws SQLException {
		prepared().setNClob(index, value);
		record(index, value);
	}

	@Override
	public void setNClob(int index, Reader value, long length) throws SQLException {
		prepared().setNClob(index, value, length);
		record(index, value);
	}

}
