package io.chanuka.db.pool;

import org.springframework.context.SmartLifecycle;

/**
 * A step of the start or the stop of the context, at a fixed phase.
 */
public abstract class PhasedLifecycle implements SmartLifecycle {

	private final int phase;

	private volatile boolean running;

	/**
	 * Create a new instance.
	 * @param phase the phase
	 */
	protected PhasedLifecycle(int phase) {
		this.phase = phase;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public final boolean isRunning() {
		return this.running;
	}

	/**
	 * A context that a test suite pauses between two test classes is not stopping.
	 */
	@Override
	public final boolean isPauseable() {
		return false;
	}

	@Override
	public final int getPhase() {
		return this.phase;
	}

}
