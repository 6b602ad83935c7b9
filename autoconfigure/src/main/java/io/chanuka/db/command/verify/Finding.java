package io.chanuka.db.command.verify;

import java.util.List;

/**
 * What one check found.
 *
 * @param check the name of the check
 * @param state how it ended
 * @param detail what was found, a sentence at most
 * @param actions what to do, each as a sentence or a statement to run
 */
record Finding(String check, FindingState state, String detail, List<String> actions) {

	Finding {
		actions = List.copyOf(actions);
	}

	static Finding ok(String check, String detail) {
		return new Finding(check, FindingState.OK, detail, List.of());
	}

	static Finding note(String check, String detail) {
		return new Finding(check, FindingState.NOTE, detail, List.of());
	}

	static Finding unknown(String check, String detail) {
		return new Finding(check, FindingState.UNKNOWN, detail, List.of());
	}

	static Finding failed(String check, String detail, String... actions) {
		return new Finding(check, FindingState.FAILED, detail, List.of(actions));
	}

}
