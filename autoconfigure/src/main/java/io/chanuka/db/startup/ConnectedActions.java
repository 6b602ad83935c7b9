package io.chanuka.db.startup;

import java.util.ArrayList;
import java.util.List;

/**
 * What follows the first connection of an endpoint. Used with the lock of the endpoint,
 * without which the actions are run.
 */
final class ConnectedActions {

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
	 * Removes the actions that are to be run now. Without any, the actions have ended.
	 */
	List<Runnable> take() {
		List<Runnable> taken = List.copyOf(this.actions);
		this.actions.clear();
		this.ended |= taken.isEmpty();
		return taken;
	}

}
