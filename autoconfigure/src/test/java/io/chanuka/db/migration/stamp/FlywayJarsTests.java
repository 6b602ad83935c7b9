package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FlywayJars}.
 */
class FlywayJarsTests {

	@TempDir
	private Path directory;

	@Test
	void whenThePatchLevelDiffersThenTheDigestDoes() throws Exception {
		assertThat(digest("version.txt", "12.4.9")).isNotEqualTo(digest("nothing", ""));
	}

	@Test
	void whenTheDriverOfPostgresqlIsAnotherThenTheDigestDiffers() throws Exception {
		assertThat(digest("pom.properties", "version=12.4.9")).isNotEqualTo(digest("nothing", ""));
	}

	@Test
	void whenTheVersionWasNotStudiedThenNothingIsProven() {
		assertThatExceptionOfType(UnprovenException.class).isThrownBy(() -> digest("version.txt", "12.5.0"));
	}

	@Test
	void whenAnotherPluginExistsThenNothingIsProven() {
		assertThatExceptionOfType(UnprovenException.class)
			.isThrownBy(() -> digest("org.flywaydb.core.extensibility.Plugin", "# ours\ncom.example.Plugin"))
			.withMessageContaining("com.example.Plugin");
	}

	private String digest(String name, String content) throws UnprovenException, IOException {
		Path file = Files.writeString(this.directory.resolve(name), content);
		InputDigest digest = new InputDigest();
		new FlywayJars(new Replacing(name, file.toUri().toURL())).add(digest);
		return digest.hex();
	}

	/**
	 * Finds a file in place of the resources of a name.
	 */
	private static final class Replacing extends ClassLoader {

		private final String name;

		private final URL file;

		Replacing(String name, URL file) {
			super(Flyway.class.getClassLoader());
			this.name = name;
			this.file = file;
		}

		@Override
		public URL getResource(String resource) {
			return resource.endsWith("/" + this.name) ? this.file : super.getResource(resource);
		}

		@Override
		public Enumeration<URL> getResources(String resource) throws IOException {
			return resource.endsWith("/" + this.name) ? Collections.enumeration(List.of(this.file))
					: super.getResources(resource);
		}

	}

}
