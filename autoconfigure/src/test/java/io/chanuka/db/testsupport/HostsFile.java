package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of hosts for another JVM, which reads it instead of the operating system's and
 * caches what it finds as usual.
 */
public final class HostsFile {

	private static final String LOCALHOST = "127.0.0.1 localhost\n";

	private final Path file;

	public HostsFile(Path directory) {
		this.file = directory.resolve("hosts");
		write(LOCALHOST);
	}

	/**
	 * What makes a JVM read the table.
	 * @return environment variables
	 */
	public Map<String, String> variables() {
		return Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + this.file);
	}

	/**
	 * Gives a name the address of this machine. The operating system ignores the case of
	 * its letters, and the JVM with such a table does not, so that all spellings are
	 * written.
	 * @param name a name with few letters
	 */
	public void add(String name) {
		write(LOCALHOST + IntStream.range(0, 1 << name.length())
			.mapToObj((pattern) -> "127.0.0.1 " + spelled(name, pattern) + "\n")
			.distinct()
			.collect(Collectors.joining()));
	}

	private static String spelled(String name, int pattern) {
		String upper = name.toUpperCase(Locale.ROOT);
		return IntStream.range(0, name.length())
			.mapToObj(
					(index) -> String.valueOf(((pattern >> index & 1) != 0) ? upper.charAt(index) : name.charAt(index)))
			.collect(Collectors.joining());
	}

	/**
	 * At once, so that no reader finds a part.
	 */
	private void write(String content) {
		try {
			Path written = Files.writeString(this.file.resolveSibling("hosts.new"), content);
			Files.move(written, this.file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
