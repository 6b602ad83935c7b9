package io.chanuka.db.settings;

import java.util.Locale;

import io.chanuka.db.url.Redactor;

/**
 * A value that somebody set, not yet judged.
 *
 * @param name the property or variable as the one who set it knows it
 * @param value the value, converted to its type
 * @param origin where it was set
 */
public record InputValue(String name, Object value, Origin origin) {

	@Override
	public String toString() {
		String shown = (isSecret()) ? Redactor.MASK : Redactor.redact(String.valueOf(this.value));
		return this.name + "=" + shown;
	}

	private boolean isSecret() {
		String lowerCase = this.name.toLowerCase(Locale.ROOT);
		return lowerCase.contains("password") || lowerCase.contains("key");
	}

}
