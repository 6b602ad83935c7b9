package io.chanuka.db.startup;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.chanuka.db.url.HostAndPort;

/**
 * Which of the endpoints on a server is tried while the server is unavailable: one of
 * them, and the others at once when it has accepted a connection. All of this is used
 * with the lock.
 */
final class ProbeTurns {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Map<HostAndPort, Object> owners = new HashMap<>();

	ReentrantLock lock() {
		return this.lock;
	}

	Condition changed() {
		return this.changed;
	}

	/**
	 * Whether another endpoint is tried.
	 */
	boolean isTaken(HostAndPort server, Object by) {
		Object owner = this.owners.get(server);
		return owner != null && owner != by;
	}

	void take(HostAndPort server, Object by) {
		this.owners.putIfAbsent(server, by);
	}

	void end(HostAndPort server, Object by) {
		this.owners.remove(server, by);
		this.changed.signalAll();
	}

}
