package io.chanuka.db.settings.tls;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsReferences;
import org.jspecify.annotations.Nullable;

/**
 * The certificates and keys that are named, each with its origin.
 *
 * @param values the values by our keys
 */
record TlsParts(Map<String, InputValue> values) {

	static final String SYSTEM = "system";

	private static final List<String> KEYS = List.of("ssl.bundle", "ssl.root-certificate", "ssl.certificate",
			"ssl.private-key", "ssl.private-key-password");

	static TlsParts of(SettingsReader reader, boolean isExplicit, Map<String, String> others) {
		Map<String, InputValue> values = new LinkedHashMap<>();
		for (String key : KEYS) {
			InputValue value = isExplicit ? reader.explicit(key, others.get(key)) : reader.find(key, others.get(key));
			if (value != null) {
				values.put(key, value);
			}
		}
		return new TlsParts(values);
	}

	@Nullable InputValue value(String key) {
		return this.values.get(key);
	}

	@Nullable InputValue first(List<String> keys) {
		return keys.stream().map(this.values::get).filter(Objects::nonNull).findFirst().orElse(null);
	}

	TlsParts only(String key) {
		Map<String, InputValue> kept = new LinkedHashMap<>(this.values);
		kept.keySet().retainAll(List.of(key));
		return new TlsParts(kept);
	}

	TlsParts without(Collection<String> keys) {
		Map<String, InputValue> kept = new LinkedHashMap<>(this.values);
		kept.keySet().removeAll(keys);
		return new TlsParts(kept);
	}

	TlsReferences references() {
		String root = text("ssl.root-certificate");
		return new TlsReferences(SYSTEM.equals(root) ? null : root, text("ssl.certificate"), text("ssl.private-key"),
				text("ssl.private-key-password"), text("ssl.bundle"));
	}

	boolean isEmpty() {
		return references().equals(new TlsReferences(null, null, null, null, null));
	}

	/**
	 * Where all that is named was named.
	 */
	String origins() {
		return this.values.values()
			.stream()
			.map((value) -> value.origin().toString())
			.distinct()
			.collect(Collectors.joining(", "));
	}

	/**
	 * The key of the part that a problem is about. A certificate can be in one store with
	 * the key, and a password can be missing.
	 */
	String keyOf(TlsProblem problem) {
		String part = "ssl." + problem.part().name().toLowerCase(Locale.ROOT).replace('_', '-');
		if (this.values.containsKey("ssl.bundle")) {
			return "ssl.bundle";
		}
		boolean isKeys = part.equals("ssl.certificate") || part.equals("ssl.private-key-password");
		return (isKeys && !this.values.containsKey(part)) ? "ssl.private-key" : part;
	}

	private @Nullable String text(String key) {
		InputValue value = this.values.get(key);
		return (value != null) ? value.text() : null;
	}

	@Override
	public String toString() {
		return "TLS material from " + origins();
	}

}
