package io.chanuka.db.autoconfigure.migration;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.ResourceUtils;

/**
 * Files that Flyway finds in its locations: scripts, callbacks and classes. Hidden files
 * and a README are none; what is uncertain counts as found.
 */
final class MigrationFiles {

	private static final String CLASSPATH = "classpath:";

	private static final String FILESYSTEM = "filesystem:";

	private final ResourceLoader resources;

	MigrationFiles(ResourceLoader resources) {
		this.resources = resources;
	}

	/**
	 * Whether a file exists in one of the locations or below it.
	 * @param locations the locations as in {@code spring.flyway.locations}
	 * @return {@code true} also if a location cannot be searched
	 */
	boolean exist(List<String> locations) {
		return locations.stream().anyMatch(this::isFilled);
	}

	private boolean isFilled(String location) {
		String pattern = pattern(location);
		try {
			return pattern == null || Arrays
				.stream(ResourcePatternUtils.getResourcePatternResolver(this.resources).getResources(pattern))
				.filter(Resource::isReadable)
				.anyMatch((file) -> isForFlyway(file.getFilename())) || isInJarWithoutDirectories(location);
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * The pattern of all files below. The placeholder of the vendor is a wildcard in it.
	 */
	private static @Nullable String pattern(String location) {
		if (location.startsWith(FILESYSTEM)) {
			return ResourceUtils.FILE_URL_PREFIX + path(location) + "/**/*";
		}
		return (location.startsWith(CLASSPATH) || location.indexOf(':') < 0) ? "classpath*:" + path(location) + "/**/*"
				: null;
	}

	private static String path(String location) {
		String path = location.substring(location.indexOf(':') + 1);
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	private static boolean isForFlyway(@Nullable String name) {
		return name == null || (!name.startsWith(".") && !name.regionMatches(true, 0, "README", 0, "README".length()));
	}

	/**
	 * A jar may lack entries for directories. Flyway then searches the jars of a
	 * {@link URLClassLoader}, as a servlet container has it
	 * ({@code ClassPathScanner#findResourceNamesAndParentURLs}).
	 */
	private boolean isInJarWithoutDirectories(String location) throws IOException {
		if (location.startsWith(FILESYSTEM) || !(this.resources.getClassLoader() instanceof URLClassLoader loader)) {
			return false;
		}
		for (URL url : loader.getURLs()) {
			if (ResourceUtils.isFileURL(url) && url.getPath().endsWith(".jar")
					&& holds(ResourceUtils.getFile(url), path(location) + "/")) {
				return true;
			}
		}
		return false;
	}

	private static boolean holds(File file, String directory) throws IOException {
		if (!file.exists()) {
			return false;
		}
		try (JarFile jar = new JarFile(file)) {
			return jar.stream()
				.filter((entry) -> !entry.isDirectory())
				.map(ZipEntry::getName)
				.anyMatch(
						(name) -> name.startsWith(directory) && isForFlyway(name.substring(name.lastIndexOf('/') + 1)));
		}
	}

}
