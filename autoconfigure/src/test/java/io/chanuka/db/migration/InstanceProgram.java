package io.chanuka.db.migration;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import io.chanuka.db.testsupport.ClassPath;

/**
 * What an instance of {@link FleetInstance} is started with: the class path of an
 * application with the starter and nothing else, and an archive of the classes that it
 * loads, so that ten instances at once are affordable on two processors.
 */
final class InstanceProgram {

	private static final List<String> DEPENDENCIES = List.of("spring-boot-starter-flyway", "flyway-database-postgresql",
			"postgresql");

	private final String classPath;

	private final Path archive;

	/**
	 * Create a new instance.
	 * @param folder where its files are written
	 */
	InstanceProgram(Path folder) {
		this.classPath = jar(folder.resolve("instance.jar")) + File.pathSeparator
				+ new ClassPath().with(DEPENDENCIES).withStarter();
		this.archive = folder.resolve("instance.jsa");
	}

	/**
	 * An archive takes classes from jars only.
	 */
	private static Path jar(Path file) {
		String name = FleetInstance.class.getName().replace('.', '/') + ".class";
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
				InputStream content = FleetInstance.class.getClassLoader().getResourceAsStream(name)) {
			jar.putNextEntry(new JarEntry(name));
			content.transferTo(jar);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts an instance that writes the archive at its end.
	 */
	MigratorProcess startArchiving(String... properties) {
		return start("-XX:ArchiveClassesAtExit=" + this.archive, properties);
	}

	/**
	 * Starts an instance, with the archive if there is one. With the name of a file that
	 * does not exist the JVM would not use its own one either.
	 */
	MigratorProcess start(String... properties) {
		return start(Files.exists(this.archive) ? "-XX:SharedArchiveFile=" + this.archive : "-Xshare:auto", properties);
	}

	private MigratorProcess start(String option, String... properties) {
		return MigratorProcess.start(List.of("-Xmx96m", option), this.classPath, FleetInstance.class, properties);
	}

}
