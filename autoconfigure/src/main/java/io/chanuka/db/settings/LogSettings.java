package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * What is logged of statements and connections.
 *
 * @param statements whether each statement is logged
 * @param maxLength how many characters of a statement are shown
 * @param parameterValues whether the values of parameters are shown
 * @param slowThreshold from when on a statement is slow, or zero if none is
 * @param connections whether opening and closing is logged
 * @param nestedAcquires whether a thread is reported that acquires a connection while it
 * holds another one
 */
public record LogSettings(Setting<Boolean> statements, Setting<Integer> maxLength,
		Setting<ParameterLog> parameterValues, Setting<Duration> slowThreshold, Setting<Boolean> connections,
		Setting<Boolean> nestedAcquires) {

	/**
	 * All of them, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> all() {
		return List.of(this.statements, this.maxLength, this.parameterValues, this.slowThreshold, this.connections,
				this.nestedAcquires);
	}

	/**
	 * Whether values of parameters are shown.
	 * @return {@code false} if only their number is
	 */
	public boolean showsValues() {
		return this.parameterValues.value() == ParameterLog.VALUES;
	}

}
