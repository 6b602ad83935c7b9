package io.chanuka.db.settings.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;

/**
 * Keys that are known, checked for their type and reported, and do nothing yet. A set one
 * is reported.
 */
public final class PlannedKeys {

	private static final Set<String> KEYS = Set.of("migration.fast-path", "startup.max-attempts",
			"startup.initial-delay", "startup.multiplier", "startup.max-delay", "startup.timeout", "retry.max-attempts",
			"retry.initial-delay", "retry.multiplier", "retry.max-delay", "statement-log.enabled",
			"statement-log.max-length", "statement-log.parameters", "statement-log.slow-threshold",
			"connection-log.enabled", "run");

	private PlannedKeys() {
	}

	/**
	 * The keys, without their prefix.
	 * @return all of them
	 */
	public static Set<String> all() {
		return KEYS;
	}

	public static List<String> warnings(SettingsInput input) {
		TreeMap<String, Origin> set = new TreeMap<>();
		Map<String, InputValue> all = new HashMap<>(input.variables());
		all.putAll(input.values());
		all.forEach((name, value) -> {
			String key = name.replaceAll("\\[.*", "");
			if (key.startsWith(SettingsReader.PREFIX) && KEYS.contains(key.substring(SettingsReader.PREFIX.length()))) {
				set.putIfAbsent(key, value.origin());
			}
		});
		return set.entrySet()
			.stream()
			.map((entry) -> entry.getValue() + " sets " + entry.getKey() + ", which has no effect in this version.")
			.toList();
	}

}
