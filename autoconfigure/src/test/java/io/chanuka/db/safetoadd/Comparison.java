package io.chanuka.db.safetoadd;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.chanuka.db.safetoadd.Login.Encryption;
import io.chanuka.db.safetoadd.application.Observation;

/**
 * Compares an application with and without the starter.
 */
final class Comparison {

	/**
	 * The weakest first.
	 */
	private static final List<String> SSL_MODES = List.of("disable", "allow", "prefer", "require", "verify-ca",
			"verify-full");

	private final Evidence plain;

	private final Evidence starter;

	private final Set<Difference> differences = EnumSet.noneOf(Difference.class);

	private final List<String> unlisted = new ArrayList<>();

	Comparison(Evidence plain, Evidence starter) {
		this.plain = plain;
		this.starter = starter;
		plain.observation().settings().forEach(this::compareSetting);
		compareEncryption();
	}

	private void compareSetting(String key, String value) {
		String other = this.starter.observation().settings().get(key);
		if (other == null || other.equals(value)) {
			return;
		}
		String name = key.substring(key.indexOf('.') + 1);
		Difference difference = Difference.of(name);
		boolean weaker = name.equals("sslmode") && SSL_MODES.indexOf(other) < SSL_MODES.indexOf(value);
		if (difference == null || weaker) {
			this.unlisted.add(key + " was " + value + " and is " + other);
		}
		else {
			this.differences.add(difference);
		}
	}

	private void compareEncryption() {
		Map<String, Encryption> now = weakest(this.starter);
		weakest(this.plain).forEach((target, encryption) -> {
			Encryption other = now.getOrDefault(target, encryption);
			if (other.compareTo(encryption) < 0) {
				this.unlisted.add(target + " was " + encryption + " and is " + other);
			}
		});
	}

	private static Map<String, Encryption> weakest(Evidence evidence) {
		return evidence.logins()
			.stream()
			.collect(Collectors.toMap(Login::target, Login::encryption,
					(left, right) -> (left.compareTo(right) < 0) ? left : right, TreeMap::new));
	}

	/**
	 * The differences that a list has.
	 */
	Set<Difference> differences() {
		return this.differences;
	}

	/**
	 * All others, each in one line.
	 * @param beans the DataSources that are expected to lead elsewhere
	 */
	List<String> unlisted(Set<String> beans) {
		List<String> all = new ArrayList<>(this.unlisted);
		Observation was = this.plain.observation();
		Observation is = this.starter.observation();
		if (was.started() && is.started()) {
			if (!was.dataSources().equals(is.dataSources())) {
				all.add("DataSources were " + was.dataSources() + " and are " + is.dataSources());
			}
			was.databases()
				.entrySet()
				.stream()
				.filter((entry) -> !beans.contains(entry.getKey()))
				.filter((entry) -> !entry.getValue().equals(is.databases().get(entry.getKey())))
				.forEach((entry) -> all.add(
						entry.getKey() + " was " + entry.getValue() + " and is " + is.databases().get(entry.getKey())));
		}
		return all;
	}

}
