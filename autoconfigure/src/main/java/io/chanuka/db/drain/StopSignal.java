package io.chanuka.db.drain;

import io.chanuka.db.lifecycle.PhasedLifecycle;

/**
 * Runs an action when a phase of a shutdown begins. It does not hold the phase up.
 */
public final class StopSignal extends PhasedLifecycle {

	private final Runnable action;

	/**
	 * Create a new instance.
	 * @param phase the phase
	 * @param action what to do when beans of the phase are stopped
	 */
	public StopSignal(int phase, Runnable action) {
		super(phase);
		this.action = action;
	}

	@Override
	public void stop() {
		super.stop();
		this.action.run();
	}

}
