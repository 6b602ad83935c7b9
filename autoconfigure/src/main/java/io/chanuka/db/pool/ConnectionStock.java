package io.chanuka.db.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Connections that were opened before the pool asked for them: side by side, where the
 * pool would open one after the other.
 */
final class ConnectionStock {

	private final Deque<PhysicalConnection> ready = new ArrayDeque<>();

	private int underWay;

	private boolean closed;

	/**
	 * Opens connections side by side, each on a thread of its own.
	 * @param count how many
	 * @param opening opens one; a failure is its own affair, it gives {@code null} then
	 */
	synchronized void fill(int count, Opening opening) {
		for (int number = 0; number < count && !this.closed; number++) {
			this.underWay++;
			Thread thread = new Thread(() -> add(opening.open()), "chanuka-db-opener");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void add(@Nullable PhysicalConnection connection) {
		boolean late;
		synchronized (this) {
			this.underWay--;
			late = this.closed;
			if (connection != null && !late) {
				this.ready.add(connection);
			}
			notifyAll();
		}
		if (connection != null && late) {
			connection.closeQuietly(CloseReason.SHUTDOWN);
		}
	}

	/**
	 * Puts one in.
	 * @param connection the connection
	 */
	void put(PhysicalConnection connection) {
		synchronized (this) {
			this.underWay++;
		}
		add(connection);
	}

	/**
	 * Takes one out, or waits for one that is being opened.
	 * @return a connection, or {@code null} if there is none and none to wait for
	 */
	synchronized @Nullable PhysicalConnection take() {
		boolean interrupted = false;
		while (this.ready.isEmpty() && this.underWay > 0 && !this.closed && !interrupted) {
			interrupted = !await(TimeUnit.SECONDS.toMillis(60));
		}
		return this.ready.poll();
	}

	/**
	 * Waits until all that are being opened are open or have failed.
	 * @param millis how long to wait at the most
	 * @return how many are ready
	 */
	synchronized int awaitOpenings(long millis) {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		while (this.underWay > 0 && !this.closed) {
			long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (left <= 0 || !await(left)) {
				break;
			}
		}
		return this.ready.size();
	}

	private boolean await(long millis) {
		try {
			wait(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Closes what nobody takes.
	 * @param millis how long to wait for somebody who does
	 */
	void trim(long millis) {
		Deque<PhysicalConnection> left;
		synchronized (this) {
			long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
			long remaining = millis;
			while (remaining > 0 && !this.closed && await(remaining)) {
				remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			}
			left = new ArrayDeque<>(this.ready);
			this.ready.clear();
		}
		left.forEach((connection) -> connection.closeQuietly(CloseReason.RETIRED));
	}

	void close() {
		Deque<PhysicalConnection> left;
		synchronized (this) {
			this.closed = true;
			left = new ArrayDeque<>(this.ready);
			this.ready.clear();
			notifyAll();
		}
		left.forEach((connection) -> connection.closeQuietly(CloseReason.SHUTDOWN));
	}

	/**
	 * Opens a connection.
	 */
	@FunctionalInterface
	interface Opening {

		@Nullable PhysicalConnection open();

	}

}
