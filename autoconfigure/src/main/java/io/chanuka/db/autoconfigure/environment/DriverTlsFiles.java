package io.chanuka.db.autoconfigure.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The certificates and keys that the JDBC driver uses if none are named.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/ssl/">pgjdbc, Configuring the
 * Client</a>
 */
final class DriverTlsFiles {

	private DriverTlsFiles() {
	}

	static boolean exist() {
		Path directory = System.getProperty("os.name", "").startsWith("Windows")
				? Path.of(System.getenv().getOrDefault("APPDATA", ""), "postgresql")
				: Path.of(System.getProperty("user.home", ""), ".postgresql");
		return Stream.of("root.crt", "postgresql.crt", "postgresql.pk8", "postgresql.p12")
			.map(directory::resolve)
			.anyMatch(Files::isReadable);
	}

}
