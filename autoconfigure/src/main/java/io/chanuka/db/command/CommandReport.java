package io.chanuka.db.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Outcome of a command, clean of secrets.
 *
 * @param command the command
 * @param succeeded {@code false} if a check failed
 * @param facts single values: texts, numbers and flags
 * @param tables rows of values
 * @param actions what to do, each as a sentence or a statement to run
 */
public record CommandReport(CommandName command, boolean succeeded, Map<String, Object> facts, List<ReportTable> tables,
		List<String> actions) {

	public CommandReport {
		facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
		tables = List.copyOf(tables);
		actions = List.copyOf(actions);
	}

	/**
	 * Report of a command that ended with an exception.
	 * @param command the command
	 * @param error the message
	 * @return the report
	 */
	public static CommandReport failed(CommandName command, String error) {
		return new CommandReport(command, false, Map.of("error", error), List.of(), List.of());
	}

	/**
	 * What the process ends with.
	 * @return 0, or 1 if a check failed
	 */
	public int exitCode() {
		return this.succeeded ? 0 : 1;
	}

}
