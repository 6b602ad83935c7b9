package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.chanuka.db.connection.CloseReason;
import io.chanuka.db.connection.PhysicalConnection;

/**
 * The physical connections of a source that are open now, and what became of the others.
 */
public final class ConnectionRegistry {

	private final Set<PhysicalConnection> open = ConcurrentHashMap.newKeySet();

	private final ConnectionCounters counters;

	private long pastBorrows;

	private long pastReturns;

	private volatile int generation;

	private volatile boolean closing;

	private volatile Runnable closeListener = () -> {
	};

	ConnectionRegistry(ConnectionCounters counters) {
		this.counters = counters;
	}

	/**
	 * Takes one in.
	 * @param connection the driver's connection
	 * @param generation the generation when the attempt began
	 * @return the connection, known from now on until it is closed
	 */
	PhysicalConnection add(Connection connection, int generation) throws SQLException {
		PhysicalConnection added = new PhysicalConnection(connection, generation, this::generation, this::closed);
		this.open.add(added);
		return added;
	}

	/**
	 * Sets what is run after each close.
	 */
	void onClose(Runnable listener) {
		this.closeListener = listener;
	}

	/**
	 * In one step with the sum, so that this never goes back.
	 */
	private void closed(PhysicalConnection connection, CloseReason reason) {
		synchronized (this) {
			if (this.open.remove(connection)) {
				this.pastBorrows += connection.uses();
				this.pastReturns += returnsOf(connection);
			}
		}
		this.counters.closed((this.closing && reason == CloseReason.RETIRED) ? CloseReason.SHUTDOWN : reason);
		this.closeListener.run();
	}

	/**
	 * Marks every close from now on as caused by the shutdown.
	 */
	void closing() {
		this.closing = true;
	}

	boolean isClosing() {
		return this.closing;
	}

	/**
	 * How many are open now.
	 * @return the number
	 */
	public int size() {
		return this.open.size();
	}

	/**
	 * The connections that are open.
	 * @return those, now
	 */
	public List<PhysicalConnection> list() {
		return List.copyOf(this.open);
	}

	/**
	 * How often a connection was borrowed so far, behind by what is borrowed at this
	 * moment.
	 * @return the number
	 */
	public synchronized long borrows() {
		long sum = this.pastBorrows;
		for (PhysicalConnection connection : this.open) {
			sum += connection.uses();
		}
		return sum;
	}

	/**
	 * How often a connection was acquired so far that had been returned before, behind by
	 * what is acquired at this moment.
	 * @return the number
	 */
	public synchronized long returns() {
		long sum = this.pastReturns;
		for (PhysicalConnection connection : this.open) {
			sum += returnsOf(connection);
		}
		return sum;
	}

	private static long returnsOf(PhysicalConnection connection) {
		return Math.max(0, connection.uses() - 1);
	}

	/**
	 * Begins a new generation: what connections are opened with has been replaced.
	 */
	synchronized void outdate() {
		this.generation = this.generation + 1;
		this.open.forEach((connection) -> connection.retire(CloseReason.RELOAD));
	}

	/**
	 * With which material connections are opened now, by the count of its renewals.
	 */
	int generation() {
		return this.generation;
	}

}
