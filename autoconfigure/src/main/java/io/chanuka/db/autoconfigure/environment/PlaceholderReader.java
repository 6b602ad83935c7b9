package io.chanuka.db.autoconfigure.environment;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.VariableReference;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Replaces placeholders in values. One that cannot be resolved stays, as it may belong to
 * a password.
 */
final class PlaceholderReader {

	private static final Pattern VARIABLE = Pattern.compile("\\s*\\$\\{([A-Z][A-Z0-9_]*)(:)?}\\s*");

	private final Environment environment;

	private final Function<String, @Nullable InputValue> variables;

	PlaceholderReader(Environment environment, Function<String, @Nullable InputValue> variables) {
		this.environment = environment;
		this.variables = variables;
	}

	/**
	 * Reads a value. One of ours that consists of a variable is the variable's value as
	 * it is; one of Spring Boot's is what Spring Boot makes of it.
	 */
	InputValue read(String name, String raw, Origin origin, int rank, boolean isOurs) {
		Matcher variable = VARIABLE.matcher(raw);
		if (!variable.matches()) {
			return new InputValue(name, resolve(raw), origin, rank, null);
		}
		InputValue value = this.variables.apply(variable.group(1));
		String otherwise = (variable.group(2) != null) ? "" : raw;
		String ours = (value != null) ? value.text() : otherwise;
		return new InputValue(name, isOurs ? ours : resolve(raw), origin, rank,
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
