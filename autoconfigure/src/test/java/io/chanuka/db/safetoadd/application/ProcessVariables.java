package io.chanuka.db.safetoadd.application;

import java.lang.reflect.Field;
import java.util.Map;

/**
 * The environment variables of this process, as the JVM shows them. Needs
 * {@code --add-opens java.base/java.util=ALL-UNNAMED}.
 */
final class ProcessVariables {

	private final Map<String, String> writable;

	private final Map<String, String> initial;

	ProcessVariables() throws ReflectiveOperationException {
		this.writable = writable();
		this.initial = Map.copyOf(System.getenv());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> writable() throws ReflectiveOperationException {
		Field field = System.getenv().getClass().getDeclaredField("m");
		field.setAccessible(true);
		return (Map<String, String>) field.get(System.getenv());
	}

	/**
	 * Replaces all variables by the initial ones and others.
	 */
	void replace(Map<String, String> others) {
		this.writable.clear();
		this.writable.putAll(this.initial);
		this.writable.putAll(others);
	}

}
