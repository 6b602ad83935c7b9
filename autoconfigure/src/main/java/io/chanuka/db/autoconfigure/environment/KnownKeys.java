package io.chanuka.db.autoconfigure.environment;

import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The keys below {@code chanuka.db} that exist, and the nearest one to a key that does
 * not.
 */
public final class KnownKeys {

	private static final String PREFIX = "chanuka.db.";

	private final Set<String> keys = new TreeSet<>();

	public KnownKeys() {
		collect(PREFIX, ChanukaDbProperties.class);
	}

	private void collect(String prefix, Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				collect(name + ".", component.getType());
			}
			else {
				this.keys.add(name);
			}
		}
	}

	public Set<String> all() {
		return this.keys;
	}

	/**
	 * Whether a key exists, dashes and, in variables, dots aside.
	 */
	boolean contains(String name, boolean isVariable) {
		String plain = plain(name.replaceAll("\\[.*", ""), isVariable);
		// A file may name a group and leave it empty.
		return this.keys.stream()
			.map((key) -> plain(key, isVariable))
			.anyMatch((key) -> key.equals(plain) || (!isVariable && key.startsWith(plain + ".")));
	}

	private static String plain(String name, boolean isVariable) {
		String plain = name.replace("-", "");
		return isVariable ? plain.replace(".", "") : plain;
	}

	/**
	 * The key that was probably meant: one that begins like it, else one that is spelt
	 * like it.
	 */
	String nearest(String name) {
		return this.keys.stream()
			.filter((key) -> key.startsWith(name))
			.min(Comparator.comparingInt(String::length))
			.orElseGet(
					() -> this.keys.stream().min(Comparator.comparingInt((key) -> distance(key, name))).orElseThrow());
	}

	/**
	 * Levenshtein's distance.
	 */
	private static int distance(String left, String right) {
		int[] costs = new int[right.length() + 1];
		for (int j = 0; j < costs.length; j++) {
			costs[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = costs[0];
			costs[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int substituted = diagonal + ((left.charAt(i - 1) != right.charAt(j - 1)) ? 1 : 0);
				diagonal = costs[j];
				costs[j] = Math.min(substituted, Math.min(costs[j], costs[j - 1]) + 1);
			}
		}
		return costs[right.length()];
	}

}
