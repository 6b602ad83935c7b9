package io.chanuka.db.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads {@code CHANUKA_DB_*} in files of variables as it is read in the environment.
 * Spring Boot binds such names of the environment only.
 */
final class OwnVariables extends SystemEnvironmentPropertySource implements OriginLookup<String> {

	private static final String PREFIX = "CHANUKA_DB_";

	private final EnumerablePropertySource<?> file;

	private OwnVariables(EnumerablePropertySource<?> file, Map<String, Object> variables) {
		// By this end of the name Spring Boot knows how to map the names.
		super(file.getName() + "-" + "systemEnvironment", variables);
		this.file = file;
	}

	/**
	 * Creates a view.
	 * @param source a source of any kind
	 * @return the view of its variables, or {@code null} if it has none
	 */
	static @Nullable ConfigurationPropertySource view(ConfigurationPropertySource source) {
		Object underlying = source.getUnderlyingSource();
		if (underlying instanceof SystemEnvironmentPropertySource
				|| !(underlying instanceof EnumerablePropertySource<?> file)) {
			return null;
		}
		Map<String, Object> variables = variables(file);
		return variables.isEmpty() ? null : ConfigurationPropertySource.from(new OwnVariables(file, variables));
	}

	private static Map<String, Object> variables(EnumerablePropertySource<?> file) {
		Map<String, Object> variables = new LinkedHashMap<>();
		try {
			for (String name : file.getPropertyNames()) {
				Object value = name.startsWith(PREFIX) ? file.getProperty(name) : null;
				if (value != null) {
					variables.put(name, withoutQuotes(value.toString()));
				}
			}
		}
		catch (UnsupportedOperationException ex) {
			// A source over a map that cannot be enumerated, which Spring Boot tolerates.
		}
		return variables;
	}

	/**
	 * Quotes that a shell or Compose would remove from a file of variables.
	 */
	static String withoutQuotes(String text) {
		String stripped = text.strip();
		boolean quoted = stripped.length() > 1 && (stripped.charAt(0) == '"' || stripped.charAt(0) == '\'')
				&& stripped.charAt(0) == stripped.charAt(stripped.length() - 1);
		return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
	}

	@Override
	public @Nullable Origin getOrigin(String key) {
		return OriginLookup.getOrigin(this.file, key);
	}

}
