package io.chanuka.db.drain;

import org.springframework.context.SmartLifecycle;

/**
 * Runs an action when a phase of a shutdown begins. It does not hold the phase up.
 */
public final class StopSignal implements SmartLifecycle {

	private final int phase;

	private final Runnable action;

	private volatile boolean running;

	/**
	 * Create a new instance.
	 * @param phase the phase
	 * @param action what to do when beans of the phase are stopped
	 */
	public StopSignal(int phase, Runnable action) {
		this.phase = phase;
		this.action = action;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.action.run();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A context that a test suite pauses between two test classes is not stopping.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
