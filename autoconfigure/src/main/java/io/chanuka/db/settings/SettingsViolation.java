package io.chanuka.db.settings;

/**
 * One reason why the settings cannot be used, clean of secrets.
 *
 * @param name the property or variable at fault
 * @param value its value, redacted
 * @param reason what is wrong with it
 * @param action what the reader can do about it
 */
public record SettingsViolation(String name, String value, String reason, String action) {

	@Override
	public String toString() {
		return this.name + (this.value.isEmpty() ? "" : " = " + this.value) + ": " + this.reason;
	}

}
