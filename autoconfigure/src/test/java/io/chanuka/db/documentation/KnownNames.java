package io.chanuka.db.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties of the class path, by the metadata of their modules, and the variables
 * that are documented.
 *
 * @param types the type of each property
 */
record KnownNames(Map<String, String> types) {

	private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

	static KnownNames read() {
		Map<String, String> types = new TreeMap<>();
		try {
			for (URL file : Collections
				.list(KnownNames.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream metadata = file.openStream()) {
					for (JsonNode property : JsonMapper.shared().readTree(metadata).path("properties")) {
						types.put(property.path("name").asString(), property.path("type").asString(""));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new KnownNames(types);
	}

	/**
	 * Whether a property exists, possibly as an entry of a map.
	 */
	boolean hasProperty(String name) {
		return this.types.containsKey(name) || this.types.entrySet()
			.stream()
			.anyMatch(
					(known) -> known.getValue().startsWith("java.util.Map<") && name.startsWith(known.getKey() + "."));
	}

	/**
	 * Whether a variable is that of a property, or one of the documented ones.
	 */
	boolean hasVariable(String name) {
		return VARIABLE.matcher(Page.of("docs/variables.md").text())
			.results()
			.anyMatch((variable) -> variable.group(1).equals(name))
				|| this.types.keySet().stream().anyMatch((known) -> plain(known).equals(plain(name)));
	}

	private static String plain(String name) {
		return name.toUpperCase(Locale.ROOT).replaceAll("[-._]", "");
	}

}
