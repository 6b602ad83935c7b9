package io.chanuka.db.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What follows the first connection of an endpoint. Used with the lock of the endpoint,
 * without which the actions are run.
 */
final class ConnectedActions {

	private static final Log logger = LogFactory.getLog(ConnectedActions.class);

	private final List<Runnable> actions = new ArrayList<>();

	private boolean ended;

	/**
	 * Adds an action.
	 * @return {@code false} if the actions have been run and this one was not added
	 */
	boolean add(Runnable action) {
		return !this.ended && this.actions.add(action);
	}

	/**
	 * Runs the actions, and those that are added meanwhile.
	 * @param lock the lock, which is released while an action is run
	 */
	void run(Lock lock) {
		for (List<Runnable> taken = take(); !taken.isEmpty(); taken = take()) {
			lock.unlock();
			try {
				taken.forEach(ConnectedActions::run);
			}
			finally {
				lock.lock();
			}
		}
	}

	/**
	 * An action that fails, such as a listener of the application, holds up neither the
	 * others nor the callers that wait.
	 */
	private static void run(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("What follows the first connection has failed", ex);
		}
	}

	/**
	 * Removes the actions that are to be run now. Without any, the actions have ended.
	 */
	private List<Runnable> take() {
		List<Runnable> taken = List.copyOf(this.actions);
		this.actions.clear();
		this.ended |= taken.isEmpty();
		return taken;
	}

}
