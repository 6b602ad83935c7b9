package io.chanuka.db.startup;

/**
 * How far the start of the application is, which decides the threads that wait for the
 * database: all of them while the context is refreshed, only the starting thread while
 * runners are called and requests may come in, none afterwards.
 */
final class StartupPhase {

	private volatile Thread starting = Thread.currentThread();

	private volatile boolean refreshed;

	private volatile boolean runs;

	private volatile boolean stopping;

	private volatile boolean closed;

	/**
	 * The thread that starts the application.
	 */
	Thread startingThread() {
		return this.starting;
	}

	/**
	 * Whether the current thread waits for the database. The starting thread closes the
	 * context if a runner fails, and what it does then does not wait.
	 */
	boolean waits() {
		return !this.refreshed || (this.runs && !this.closed && Thread.currentThread() == this.starting);
	}

	/**
	 * Whether no thread waits any more.
	 */
	boolean isOver() {
		return this.refreshed && !this.runs;
	}

	/**
	 * Whether beans are still created.
	 */
	boolean isRefreshing() {
		return !this.refreshed;
	}

	boolean isStopping() {
		return this.stopping;
	}

	void refreshed() {
		this.refreshed = true;
	}

	/**
	 * Runners are called from now on, by the starting thread.
	 */
	void running() {
		this.starting = Thread.currentThread();
		this.runs = true;
	}

	void ready() {
		this.refreshed = true;
		this.runs = false;
	}

	void stopping() {
		this.stopping = true;
	}

	/**
	 * The context is closed or its start has failed.
	 */
	void closed() {
		this.closed = true;
	}

}
