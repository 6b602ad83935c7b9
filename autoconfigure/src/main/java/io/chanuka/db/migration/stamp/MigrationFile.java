package io.chanuka.db.migration.stamp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * A file below a location.
 *
 * @param name the name in lower case
 * @param text the content in lower case, byte by byte and without zero bytes, which shows
 * ASCII in each encoding that is allowed
 */
record MigrationFile(String name, String text) {

	static MigrationFile of(String name, byte[] content) {
		return new MigrationFile(name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT),
				lowerCase(content));
	}

	private static String lowerCase(byte[] content) {
		return new String(content, StandardCharsets.ISO_8859_1).replace("\0", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Checks that Flyway does nothing with the file but read its bytes.
	 * @param rules the rules for a configuration
	 * @throws UnprovenException if it might
	 */
	void check(Rules rules) throws UnprovenException {
		if (this.name.endsWith(".class")) {
			throw new UnprovenException(this.name + " is a class");
		}
		if (rules.callbacks().stream().anyMatch(this.name::startsWith)) {
			throw new UnprovenException(this.name + " is a callback");
		}
		if (this.name.endsWith(".conf") && this.text.contains("encoding")) {
			throw new UnprovenException(this.name + " sets an encoding");
		}
		if (rules.volatilePlaceholders().stream().anyMatch(this.text::contains)) {
			throw new UnprovenException(this.name + " has a placeholder that changes from start to start");
		}
	}

	boolean mentions(String table) {
		return this.text.contains(table.toLowerCase(Locale.ROOT));
	}

	/**
	 * What no file may be or contain.
	 *
	 * @param callbacks how the names of callbacks begin
	 * @param volatilePlaceholders placeholders whose values may change
	 */
	record Rules(Collection<String> callbacks, List<String> volatilePlaceholders) {

		private static final List<String> ENCODINGS = List.of("UTF-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15",
				"windows-1252", "UTF-16", "UTF-16BE", "UTF-16LE");

		static Rules of(Configuration configuration) throws UnprovenException {
			if (!ENCODINGS.contains(configuration.getEncoding().name())) {
				throw new UnprovenException("files are encoded in " + configuration.getEncoding());
			}
			List<String> placeholders = Stream.of(configuration.getPlaceholderSeparator(), "_")
				.flatMap((separator) -> Stream.of("timestamp", "workingdirectory").map((name) -> separator + name))
				.map((name) -> ("flyway" + name).toLowerCase(Locale.ROOT))
				.toList();
			List<String> callbacks = Arrays.stream(Event.values())
				.map((event) -> event.getId().toLowerCase(Locale.ROOT))
				.toList();
			for (String value : configuration.getPlaceholders().values()) {
				if (value != null && placeholders.stream().anyMatch(value.toLowerCase(Locale.ROOT)::contains)) {
					throw new UnprovenException("a placeholder contains one that changes from start to start");
				}
			}
			return new Rules(callbacks, placeholders);
		}

	}

}
