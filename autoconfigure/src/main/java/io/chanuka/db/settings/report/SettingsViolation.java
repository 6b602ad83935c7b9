package io.chanuka.db.settings.report;

import io.chanuka.db.settings.InputValue;

/**
 * One reason why the settings cannot be used, clean of secrets.
 *
 * @param property our property that cannot be decided
 * @param source what is at fault in words: the property and its place, or the variable
 * @param value its value, redacted, or an empty text
 * @param reason what is wrong with it
 * @param action what the reader can do about it
 */
public record SettingsViolation(String property, String source, String value, String reason, String action) {

	/**
	 * A violation by a value that is set.
	 * @param property our property that it was meant for
	 * @param input the value
	 * @param shown the value as it may be shown
	 * @param reason what is wrong with it
	 * @param action what the reader can do about it
	 * @return the violation
	 */
	public static SettingsViolation of(String property, InputValue input, String shown, String reason, String action) {
		return new SettingsViolation(property, input.origin().description(), shown, reason, action);
	}

	@Override
	public String toString() {
		return this.source + (this.value.isEmpty() ? "" : " = " + this.value) + ": " + this.reason;
	}

}
