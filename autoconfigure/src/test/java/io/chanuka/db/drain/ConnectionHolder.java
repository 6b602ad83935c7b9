package io.chanuka.db.drain;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * A task that acquires a connection, runs a statement, keeps the connection until it is
 * asked to finish, runs another statement, and returns the connection.
 */
final class ConnectionHolder {

	private final DataSource dataSource;

	private final boolean autoCommit;

	private final CompletableFuture<Connection> holding = new CompletableFuture<>();

	private final CompletableFuture<String> last = new CompletableFuture<>();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private ConnectionHolder(DataSource dataSource, boolean autoCommit) {
		this.dataSource = dataSource;
		this.autoCommit = autoCommit;
	}

	/**
	 * Starts one and waits until it holds its connection, idle.
	 * @param executor runs the task
	 * @param dataSource where the connection comes from
	 */
	static ConnectionHolder idle(Executor executor, DataSource dataSource) {
		return new ConnectionHolder(dataSource, true).start(executor);
	}

	/**
	 * Starts one and waits until it holds its connection, idle in a transaction.
	 * @param executor runs the task
	 * @param dataSource where the connection comes from
	 */
	static ConnectionHolder idleInTransaction(Executor executor, DataSource dataSource) {
		return new ConnectionHolder(dataSource, false).start(executor);
	}

	/**
	 * Runs each task on a plain thread of a name.
	 */
	static Executor thread(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			thread.start();
		};
	}

	private ConnectionHolder start(Executor executor) {
		executor.execute(this::run);
		try {
			this.holding.get(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return this;
	}

	private void run() {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(this.autoCommit);
			statement.execute("select 'held'");
			this.holding.complete(connection);
			statement.execute(this.last.join());
			if (!this.autoCommit) {
				connection.commit();
			}
			this.ended.complete(null);
		}
		catch (SQLException ex) {
			this.holding.completeExceptionally(ex);
			this.ended.completeExceptionally(ex);
		}
	}

	/**
	 * The connection, which the task uses.
	 */
	Connection connection() {
		return this.holding.join();
	}

	/**
	 * Runs the last statement after a while.
	 * @return when the connection has been returned, or with the error
	 */
	CompletableFuture<Void> finish(String statement, long afterMillis) {
		CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS)
			.execute(() -> this.last.complete(statement));
		return this.ended;
	}

}
