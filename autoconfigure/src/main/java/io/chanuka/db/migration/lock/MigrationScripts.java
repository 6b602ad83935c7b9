package io.chanuka.db.migration.lock;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Files in the locations of a Flyway, on the class path and in the file system.
 */
final class MigrationScripts {

	private static final String CLASS_PATH = "classpath:";

	private static final String FILE_SYSTEM = "filesystem:";

	/**
	 * Callbacks for which a failed run matters, because they are not part of the
	 * transaction of a migration.
	 */
	private static final Pattern RUN_CALLBACK = Pattern.compile("(?:beforeMigrate|afterMigrateError)(?:__.*)?\\.\\w+");

	private final Configuration configuration;

	private final PathMatchingResourcePatternResolver resources;

	/**
	 * Create a new instance.
	 * @param configuration the configuration of the Flyway
	 */
	MigrationScripts(Configuration configuration) {
		this.configuration = configuration;
		this.resources = new PathMatchingResourcePatternResolver(configuration.getClassLoader());
	}

	/**
	 * The text of a migration.
	 * @param migration the migration
	 * @return the text, or {@code null} if it is no script or cannot be read
	 */
	@Nullable String read(MigrationInfo migration) {
		return Arrays.stream(this.configuration.getLocations())
			.map((location) -> prefix(location, CLASS_PATH))
			.filter(Objects::nonNull)
			.map((prefix) -> this.resources.getResource(prefix + migration.getScript()))
			.filter(Resource::isReadable)
			.map(this::text)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether a script runs at the beginning of each run or after a failed one.
	 * @return {@code true} also if a location cannot be searched
	 */
	boolean containRunCallback() {
		return Stream
			.concat(Arrays.stream(this.configuration.getLocations()),
					Arrays.stream(this.configuration.getCallbackLocations()))
			.anyMatch(this::containsRunCallback);
	}

	private boolean containsRunCallback(Location location) {
		String prefix = prefix(location, "classpath*:");
		try {
			return prefix == null || Arrays.stream(this.resources.getResources(prefix + "**/*"))
				.map(Resource::getFilename)
				.anyMatch((name) -> name != null && RUN_CALLBACK.matcher(name).matches());
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static @Nullable String prefix(Location location, String classPath) {
		String descriptor = location.getDescriptor();
		if (descriptor.startsWith(FILE_SYSTEM)) {
			return "file:" + descriptor.substring(FILE_SYSTEM.length()) + "/";
		}
		return descriptor.startsWith(CLASS_PATH) ? classPath + descriptor.substring(CLASS_PATH.length()) + "/" : null;
	}

	private @Nullable String text(Resource script) {
		try {
			return script.getContentAsString(this.configuration.getEncoding());
		}
		catch (IOException ex) {
			return null;
		}
	}

}
