package io.chanuka.db.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.VariableReference;

import org.springframework.core.env.Environment;

/**
 * Replaces placeholders in values. One that cannot be resolved stays, as it may belong to
 * a password.
 */
final class PlaceholderReader {

	private static final Pattern VARIABLE = Pattern.compile("\\s*\\$\\{([A-Z][A-Z0-9_]*)(:)?}\\s*");

	private final Environment environment;

	private final RankedSources sources;

	PlaceholderReader(Environment environment, RankedSources sources) {
		this.environment = environment;
		this.sources = sources;
	}

	/**
	 * Reads a value. One that consists of a variable is the variable's value as it is.
	 */
	InputValue read(String name, String raw, Origin origin, int rank) {
		Matcher variable = VARIABLE.matcher(raw);
		if (!variable.matches()) {
			return new InputValue(name, resolve(raw), origin, rank, null);
		}
		InputValue value = this.sources.variable(variable.group(1));
		String otherwise = (variable.group(2) != null) ? "" : raw;
		return new InputValue(name, (value != null) ? value.text() : otherwise, origin, rank,
				new VariableReference(variable.group(1), value != null, (value != null) ? value.rank() : 0));
	}

	String resolve(String text) {
		try {
			return this.environment.resolvePlaceholders(text);
		}
		catch (IllegalArgumentException ex) {
			// A placeholder that contains itself.
			return text;
		}
	}

}
