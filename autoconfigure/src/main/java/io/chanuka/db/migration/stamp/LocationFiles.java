package io.chanuka.db.migration.stamp;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.Location;

/**
 * The files of a location that Flyway's scanners find, by their names relative to it:
 * {@code ClassPathScanner} and {@code FileSystemScanner} of Flyway 12.4. What they treat
 * in a special way is refused.
 */
final class LocationFiles {

	private final ClassLoader classLoader;

	private final SortedMap<String, byte[]> files = new TreeMap<>();

	private final Set<String> names = new HashSet<>();

	private LocationFiles(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Reads the files of a location.
	 * @param location the location
	 * @param classLoader the class loader of Flyway's configuration
	 * @return the files; names differ by more than their case
	 * @throws UnprovenException if Flyway might find others
	 * @throws IOException if a file cannot be read
	 */
	static SortedMap<String, byte[]> of(Location location, ClassLoader classLoader)
			throws UnprovenException, IOException {
		LocationFiles found = new LocationFiles(classLoader);
		if (location.getPathRegex() != null || location.getRootPath().isEmpty()) {
			throw new UnprovenException("location " + location + " has wildcards or is a root");
		}
		if (CoreLocationPrefix.isFileSystem(location)) {
			found.directory(new File(location.getRootPath()), "");
		}
		else if (CoreLocationPrefix.isClassPath(location)) {
			found.classPath(location.getRootPath());
		}
		else {
			throw new UnprovenException("location " + location + " is neither class path nor file system");
		}
		return found.files;
	}

	/**
	 * Where the class path has no such directory, Flyway searches jars in another way.
	 */
	private void classPath(String path) throws UnprovenException, IOException {
		List<URL> roots = Collections.list(this.classLoader.getResources(path));
		if (roots.isEmpty()) {
			throw new UnprovenException("location classpath:" + path + " does not exist");
		}
		for (URL root : roots) {
			switch (root.getProtocol()) {
				case "file" -> directory(fileOf(root), "");
				case "jar" -> jar(root);
				default -> throw new UnprovenException("location " + root + " cannot be read");
			}
		}
	}

	private static File fileOf(URL url) throws UnprovenException {
		try {
			return new File(url.toURI());
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw new UnprovenException("location " + url + " is not a file");
		}
	}

	private void jar(URL root) throws UnprovenException, IOException {
		URLConnection opened = root.openConnection();
		if (!(opened instanceof JarURLConnection connection)) {
			throw new UnprovenException("location " + root + " is not in a jar");
		}
		String entry = connection.getEntryName();
		String directory = entry.endsWith("/") ? entry : entry + "/";
		JarFile jar = connection.getJarFile();
		try {
			for (JarEntry file : Collections.list(jar.entries())) {
				if (!file.isDirectory() && file.getName().startsWith(directory)) {
					try (InputStream input = jar.getInputStream(file)) {
						put(file.getName().substring(directory.length()), input.readAllBytes());
					}
				}
			}
		}
		finally {
			if (!connection.getUseCaches()) {
				jar.close();
			}
		}
	}

	private void directory(File directory, String prefix) throws UnprovenException, IOException {
		File[] children = directory.listFiles();
		if (children == null) {
			throw new UnprovenException("location " + directory + " does not exist or cannot be read");
		}
		for (File child : children) {
			if (!child.canRead()) {
				throw new UnprovenException(child + " cannot be read");
			}
			if (!child.isDirectory()) {
				put(prefix + child.getName(), Files.readAllBytes(Path.of(child.getPath())));
			}
			else if (!child.isHidden()) {
				directory(child, prefix + child.getName() + "/");
			}
		}
	}

	/**
	 * Flyway finds a file by its name in lower case; which of two it takes is its own
	 * affair.
	 */
	private void put(String name, byte[] content) throws UnprovenException {
		this.files.put(name, content);
		if (!this.names.add(name.toLowerCase(Locale.ROOT))) {
			throw new UnprovenException(name + " exists more than once");
		}
	}

}
