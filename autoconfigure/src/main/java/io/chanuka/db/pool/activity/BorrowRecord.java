package io.chanuka.db.pool.activity;

import java.util.concurrent.atomic.LongAdder;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.ConnectionRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of borrows, as far as it is used. All is decided before the pool
 * starts, so that plain fields do.
 */
public final class BorrowRecord {

	private boolean stacks;

	private @Nullable PoolActivity activity;

	/**
	 * Borrows of the probe.
	 */
	private final LongAdder probes = new LongAdder();

	/**
	 * Keeps the stack of each borrow from now on, which costs.
	 * @param keeps {@code true} to keep it
	 */
	public void keepStacks(boolean keeps) {
		this.stacks = keeps;
	}

	/**
	 * Counts errors and borrows that timed out from now on.
	 * @param connections counts what was acquired and what was returned before
	 * @param users the user's own override, or {@code null}
	 * @return the counts
	 */
	public PoolActivity keepActivity(ConnectionRegistry connections, @Nullable SQLExceptionOverride users) {
		PoolActivity counting = new PoolActivity(() -> withoutProbes(connections.borrows()),
				() -> withoutProbes(connections.returns()), System::nanoTime, users);
		this.activity = counting;
		return counting;
	}

	/**
	 * Leaves out those that only probed the database.
	 * @param acquires how many acquires there were
	 * @return how many of them were the application's
	 */
	public long withoutProbes(long acquires) {
		return acquires - this.probes.sum();
	}

	public void acquired(PhysicalConnection connection) {
		if (this.stacks) {
			connection.recordStack();
		}
	}

	/**
	 * Notes how many threads still wait. Called by a thread that has waited, or might
	 * have.
	 * @param others how many
	 */
	public void waiting(int others) {
		if (others > 0 && this.activity != null) {
			this.activity.waiting(others + 1);
		}
	}

	/**
	 * Notes that a caller's wait timed out.
	 * @param others how many still wait
	 */
	public void timedOut(int others) {
		if (this.activity != null) {
			this.activity.timedOut(others + 1);
		}
	}

	public void probed() {
		this.probes.increment();
	}

	public @Nullable PoolActivity activity() {
		return this.activity;
	}

}
