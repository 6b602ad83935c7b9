package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The classes that an application loads while it starts, in the form in which a JVM maps
 * them into its memory (class data sharing). The first test of a build that starts a JVM
 * makes it, for all that follow. Class data sharing needs a class path of jars, so that
 * directories are packed.
 */
final class ClassArchive {

	private static final ClassArchive SHARED = new ClassArchive(Path.of("target", "class-archive").toAbsolutePath());

	private final Path file;

	private final List<String> classPath = new ArrayList<>();

	private ClassArchive(Path directory) {
		try {
			Files.createDirectories(directory);
			// Other JVMs that run tests wait here until the archive is complete.
			try (FileChannel lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE)) {
				lock.lock();
				for (String entry : JavaCommand.classPath()) {
					this.classPath.add(Files.isDirectory(Path.of(entry)) ? pack(Path.of(entry), directory) : entry);
				}
				this.file = directory.resolve(hash() + ".jsa");
				if (!Files.exists(this.file)) {
					deleteOlder(directory);
					write();
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ClassArchive shared() {
		return SHARED;
	}

	/**
	 * The options of a JVM that uses the archive. One that cannot does without, and would
	 * log that.
	 */
	List<String> options() {
		return List.of("-XX:SharedArchiveFile=" + this.file, "-Xlog:disable", "-cp", JavaCommand.join(this.classPath));
	}

	private static String pack(Path classes, Path directory) throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.walk(classes)) {
			files = all.sorted().toList();
		}
		long changed = 0;
		for (Path file : files) {
			changed = Math.max(changed, Files.getLastModifiedTime(file).toMillis());
		}
		Path jar = directory
			.resolve(classes.getFileName() + "-" + Integer.toHexString(files.hashCode()) + "-" + changed + ".jar");
		if (!Files.exists(jar)) {
			Path part = directory.resolve("part");
			try (OutputStream output = Files.newOutputStream(part); ZipOutputStream zip = new ZipOutputStream(output)) {
				for (Path file : files) {
					add(zip, classes.relativize(file).toString(), file);
				}
			}
			Files.move(part, jar);
		}
		return jar.toString();
	}

	/**
	 * Spring finds files by a pattern only below directories that have an entry.
	 */
	private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
		boolean directory = Files.isDirectory(file);
		if (!name.isEmpty()) {
			zip.putNextEntry(new ZipEntry(directory ? name + "/" : name));
			if (!directory) {
				Files.copy(file, zip);
			}
			zip.closeEntry();
		}
	}

	/**
	 * A JVM uses the archive only if jars and version are the same.
	 */
	private String hash() throws IOException {
		List<Object> content = new ArrayList<>(List.of(System.getProperty("java.home")));
		for (String entry : this.classPath) {
			Path jar = Path.of(entry);
			content.add(Files.exists(jar) ? Map.entry(entry, Files.getLastModifiedTime(jar).toMillis()) : entry);
		}
		return Integer.toHexString(content.hashCode());
	}

	private void deleteOlder(Path directory) throws IOException {
		List<Path> older;
		try (Stream<Path> files = Files.list(directory)) {
			older = files.filter((path) -> path.toString().matches(".*\\.(jar|jsa)"))
				.filter((path) -> !this.classPath.contains(path.toString()))
				.toList();
		}
		for (Path path : older) {
			Files.delete(path);
		}
	}

	/**
	 * By a start that fails before it connects to a database.
	 */
	private void write() throws IOException {
		Path part = this.file.resolveSibling("part.jsa");
		List<String> command = JavaCommand
			.java(List.of("-XX:ArchiveClassesAtExit=" + part, "-Xlog:disable", "-cp", JavaCommand.join(this.classPath),
					TestApplication.class.getName(), "--chanuka.db.startup.max-attempts=1",
					"--chanuka.db.url=postgresql://app:secret@127.0.0.1:" + FakeServer.refusedPort() + "/shop"));
		try {
			new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.file.resolveSibling("log").toFile())
				.start()
				.waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		if (Files.exists(part)) {
			Files.move(part, this.file);
		}
	}

}
