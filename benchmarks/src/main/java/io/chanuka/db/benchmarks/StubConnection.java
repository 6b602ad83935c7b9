package io.chanuka.db.benchmarks;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.Executor;

import org.postgresql.PGNotification;

/**
 * A connection to nowhere that answers what HikariCP asks.
 */
final class StubConnection extends UnsupportedConnection {

	private static final PGNotification[] NO_NOTIFICATIONS = {};

	private boolean closed;

	@Override
	public PreparedStatement prepareStatement(String sql) {
		return new StubStatement();
	}

	@Override
	public Statement createStatement() {
		return PoolerAnswer.statement();
	}

	/**
	 * P6Spy asks for the URL.
	 */
	@Override
	public DatabaseMetaData getMetaData() {
		return (DatabaseMetaData) Proxy.newProxyInstance(StubConnection.class.getClassLoader(),
				new Class<?>[] { DatabaseMetaData.class }, (proxy, method, arguments) -> "jdbc:stub:");
	}

	@Override
	public int getBackendPID() {
		return PoolerAnswer.BACKEND;
	}

	/**
	 * A server that is writable.
	 */
	@Override
	public String getParameterStatus(String parameterName) {
		return "off";
	}

	@Override
	public PGNotification[] getNotifications() {
		return NO_NOTIFICATIONS;
	}

	@Override
	public PGNotification[] getNotifications(int timeoutMillis) {
		return NO_NOTIFICATIONS;
	}

	@Override
	public void clearWarnings() {
	}

	@Override
	public boolean isValid(int timeout) {
		return true;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	@Override
	public void abort(Executor executor) {
		this.closed = true;
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public boolean getAutoCommit() {
		return true;
	}

	@Override
	public void setAutoCommit(boolean autoCommit) {
	}

	@Override
	public boolean isReadOnly() {
		return false;
	}

	@Override
	public void setReadOnly(boolean readOnly) {
	}

	@Override
	public int getTransactionIsolation() {
		return Connection.TRANSACTION_READ_COMMITTED;
	}

	@Override
	public int getNetworkTimeout() {
		return 0;
	}

	@Override
	public void setNetworkTimeout(Executor executor, int milliseconds) {
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		return type.cast(this);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return type.isInstance(this);
	}

}
