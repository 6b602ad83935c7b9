package io.chanuka.db.autoconfigure.migration;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationFiles}.
 */
class MigrationFilesTests {

	private static final String DEFAULT = "classpath:db/migration";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "V1__a.sql", "R__a.sql", "B2__a.sql", "U1__a.sql", "beforeMigrate.sql",
			"afterEachMigrate__grant.sql", "V2__A.class", "V3__a.sh", "x.pks", "deep/er/V1__a.sql", "V1__a.sql.conf" })
	void whenFlywayMayUseTheFileThenItCounts(String file) throws IOException {
		write("db/migration/" + file);
		assertThat(exist(DEFAULT)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".gitkeep", ".DS_Store", "README.md", "readme.txt", "deeper/.keep" })
	void whenTheFileOnlyKeepsTheDirectoryThenItDoesNot(String file) throws IOException {
		write("db/migration/" + file);
		assertThat(exist(DEFAULT)).isFalse();
	}

	@Test
	void whenThereIsNoDirectoryOrAnEmptyOneThenNothingExists() throws IOException {
		assertThat(exist(DEFAULT)).isFalse();
		Files.createDirectories(this.directory.resolve("db/migration/empty"));
		assertThat(exist(DEFAULT)).isFalse();
	}

	@Test
	void whenAnyOfTheLocationsHasAFileThenItCounts() throws IOException {
		write("db/other/V1__a.sql");
		assertThat(exist(DEFAULT, "db/other/")).isTrue();
		assertThat(exist(DEFAULT, "classpath:db/another")).isFalse();
	}

	@Test
	void whenTheLocationNamesTheVendorThenAnyVendorCounts() throws IOException {
		write("db/postgresql/V1__a.sql");
		assertThat(exist("classpath:db/{vendor}")).isTrue();
		assertThat(exist("classpath:db/{vendor}/more")).isFalse();
	}

	@Test
	void whenTheLocationIsInTheFileSystemThenItIsSearchedThere() throws IOException {
		write("files/deep/V1__a.sql");
		assertThat(exist("filesystem:" + this.directory.resolve("files"))).isTrue();
		assertThat(exist("filesystem:" + this.directory.resolve("none"))).isFalse();
	}

	@Test
	void whenTheLocationCannotBeSearchedThenItCounts() throws IOException {
		assertThat(exist("s3:bucket/migrations")).isTrue();
	}

	@Test
	void whenTheFilesAreInAJarThenTheyCount() throws IOException {
		assertThat(existInJar("db/", "db/migration/", "db/migration/V1__a.sql")).isTrue();
		assertThat(existInJar("db/", "db/migration/", "db/migration/sub/", "db/migration/sub/V1__a.sql")).isTrue();
		assertThat(existInJar("db/", "db/migration/", "db/migration/sub/")).isFalse();
	}

	@Test
	void whenAJarHasNoEntriesForDirectoriesThenItsFilesCountAsInFlyway() throws IOException {
		assertThat(existInJar("db/migration/V1__a.sql")).isTrue();
		assertThat(existInJar("db/migrations/V1__a.sql", "other/db/migration/V1__a.sql")).isFalse();
	}

	private boolean exist(String... locations) throws IOException {
		return exist(this.directory, locations);
	}

	private boolean existInJar(String... entries) throws IOException {
		Path jar = Files.createTempFile(this.directory, "migrations", ".jar");
		try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar))) {
			for (String entry : entries) {
				stream.putNextEntry(new ZipEntry(entry));
				stream.write(entry.endsWith("/") ? new byte[0] : "select 1".getBytes());
			}
		}
		return exist(jar, DEFAULT);
	}

	private static boolean exist(Path root, String... locations) throws IOException {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { root.toUri().toURL() }, null)) {
			return new MigrationFiles(new DefaultResourceLoader(loader)).exist(List.of(locations));
		}
	}

	private void write(String file) throws IOException {
		Path target = this.directory.resolve(file);
		Files.createDirectories(target.getParent());
		Files.writeString(target, "select 1");
	}

}
