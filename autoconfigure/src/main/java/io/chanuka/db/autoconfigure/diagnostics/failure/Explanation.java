package io.chanuka.db.autoconfigure.diagnostics.failure;

import java.util.ArrayList;
import java.util.List;

/**
 * Why the start failed and what to do about it.
 *
 * @param happened what happened, a sentence
 * @param reasons why it is likely, a line each
 * @param actions what to do, a line each
 */
public record Explanation(String happened, List<String> reasons, List<String> actions) {

	public Explanation {
		reasons = List.copyOf(reasons);
		actions = List.copyOf(actions);
	}

	/**
	 * Begins with what happened.
	 * @param sentence the sentence, with names in braces
	 * @param values the names and their values, in turn
	 * @return an explanation without reasons and actions
	 */
	public static Explanation of(String sentence, String... values) {
		String happened = sentence;
		for (int index = 0; index < values.length; index += 2) {
			happened = happened.replace("{" + values[index] + "}", values[index + 1]);
		}
		return new Explanation(happened, List.of(), List.of());
	}

	/**
	 * Adds why it is likely.
	 * @param reason one line
	 * @return a copy
	 */
	public Explanation because(String reason) {
		return new Explanation(this.happened, plus(this.reasons, reason), this.actions);
	}

	/**
	 * Adds what to do.
	 * @param action one line
	 * @return a copy
	 */
	public Explanation action(String action) {
		return new Explanation(this.happened, this.reasons, plus(this.actions, action));
	}

	/**
	 * Adds a command to paste.
	 * @param command one line
	 * @return a copy
	 */
	public Explanation run(String command) {
		return action("  " + command);
	}

	private static List<String> plus(List<String> lines, String line) {
		List<String> more = new ArrayList<>(lines);
		more.add(line);
		return more;
	}

}
