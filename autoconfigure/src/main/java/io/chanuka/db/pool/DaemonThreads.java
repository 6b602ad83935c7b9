package io.chanuka.db.pool;

import java.util.concurrent.ThreadFactory;

/**
 * Threads that do not keep the JVM alive, named by what they do.
 */
public final class DaemonThreads {

	private DaemonThreads() {
	}

	/**
	 * Starts a thread.
	 * @param name what it does, and for which server if there may be several
	 * @param task what it runs
	 * @return the thread, which has started
	 */
	public static Thread start(String name, Runnable task) {
		Thread thread = factory(name).newThread(task);
		thread.start();
		return thread;
	}

	/**
	 * A factory for an executor of one thread.
	 * @param name what it does
	 * @return the factory
	 */
	public static ThreadFactory factory(String name) {
		return (task) -> {
			Thread thread = new Thread(task, "chanuka-db-" + name);
			thread.setDaemon(true);
			return thread;
		};
	}

}
