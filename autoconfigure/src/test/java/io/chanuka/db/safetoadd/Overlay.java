package io.chanuka.db.safetoadd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every application has on its class path beside its dependencies: the classes that
 * run it, and a log that is kept in memory.
 */
final class Overlay {

	private static final Path CLASSES = Path.of("target/test-classes");

	private static final List<String> PACKAGES = List.of("io/chanuka/db/safetoadd/application",
			"com/google/cloud/sql/postgres");

	private Overlay() {
	}

	static Path write(Path directory) throws IOException {
		for (String name : PACKAGES) {
			Path to = Files.createDirectories(directory.resolve(name));
			try (Stream<Path> files = Files.list(CLASSES.resolve(name))) {
				for (Path file : files.toList()) {
					Files.copy(file, to.resolve(file.getFileName()));
				}
			}
		}
		Files.writeString(directory.resolve("logback.xml"), """
				<configuration>
					<appender name="list" class="ch.qos.logback.core.read.ListAppender" />
					<root level="INFO"><appender-ref ref="list" /></root>
				</configuration>
				""");
		Files.writeString(directory.resolve("spring.properties"), "spring.test.context.failure.threshold=1000000");
		return directory;
	}

}
