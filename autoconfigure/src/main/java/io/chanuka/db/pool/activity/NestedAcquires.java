package io.chanuka.db.pool.activity;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.chanuka.db.connection.EscapedText;
import io.chanuka.db.connection.PhysicalConnection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Reports threads that acquire a connection while they hold another one, as
 * {@code REQUIRES_NEW} does: if all connections are held by such threads, none of them
 * gets its second one, and all time out. Each place is reported once, before the thread
 * waits.
 */
public final class NestedAcquires {

	private static final int MOST_PLACES = 100;

	private static final Log logger = LogFactory.getLog(NestedAcquires.class);

	private final Set<String> places = ConcurrentHashMap.newKeySet();

	private final Supplier<List<PhysicalConnection>> open;

	private final IntSupplier poolSize;

	/**
	 * Create a new instance.
	 * @param open gives the connections that are open
	 * @param poolSize gives the maximum size of the pool
	 */
	public NestedAcquires(Supplier<List<PhysicalConnection>> open, IntSupplier poolSize) {
		this.open = open;
		this.poolSize = poolSize;
	}

	/**
	 * Checks the current thread, which is about to acquire a connection.
	 */
	void acquiring() {
		Thread caller = Thread.currentThread();
		PhysicalConnection outer = null;
		int held = 0;
		for (PhysicalConnection connection : this.open.get()) {
			if (connection.isActive() && connection.caller() == caller && !connection.isRetired()) {
				outer = connection;
				held++;
			}
		}
		if (outer != null) {
			report(held, outer.borrowedAt());
		}
	}

	private void report(int held, @Nullable Throwable outer) {
		Throwable inner = new Throwable("Another connection is acquired here, while the one of the cause is held",
				outer);
		String place = ApplicationFrame.of(inner);
		String outerPlace = (outer != null) ? ApplicationFrame.of(outer) : "an unknown place";
		if (this.places.size() < MOST_PLACES && this.places.add(outerPlace + " " + place)) {
			int size = this.poolSize.getAsInt();
			logger.warn(LogMessage.format(
					"Thread '%s' acquires a connection at %s while it holds %d, acquired at %s. If all connections are "
							+ "held that way, every such thread times out: for n threads at the same time the pool needs "
							+ "n × %d + 1 connections. chanuka.db.pool.max-size is %d, enough for %d. Acquire one "
							+ "connection after the other, or raise it",
					EscapedText.of(Thread.currentThread().getName()), place, held, outerPlace, held, size,
					(size - 1) / held), inner);
		}
	}

}
