package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The versions and plugins of the Flyway on the class path. What Flyway reads was studied
 * in one version of it; the others run as they always do.
 */
final class FlywayJars {

	/**
	 * The version whose sources the proof is based on, without its patch level.
	 */
	private static final String STUDIED = "12.4.";

	private static final String VERSION = "org/flywaydb/core/internal/version.txt";

	private static final String POSTGRESQL = "META-INF/maven/org.flywaydb/flyway-database-postgresql/pom.properties";

	private static final String PLUGINS = "META-INF/services/org.flywaydb.core.extensibility.Plugin";

	private static final List<String> NAMESPACES = List.of("org.flywaydb.core.", "org.flywaydb.database.postgresql.",
			"org.flywaydb.database.cockroachdb.");

	private final ClassLoader classLoader;

	FlywayJars() {
		this(Flyway.class.getClassLoader());
	}

	FlywayJars(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Adds the versions and the plugins.
	 * @param digest where to
	 * @throws UnprovenException if the version or a plugin is not known
	 * @throws IOException if the jars cannot be read
	 */
	void add(InputDigest digest) throws UnprovenException, IOException {
		String version = text(this.classLoader.getResource(VERSION));
		String postgresql = text(this.classLoader.getResource(POSTGRESQL));
		if (version == null || !version.startsWith(STUDIED) || postgresql == null) {
			throw new UnprovenException("Flyway " + version + " is not a version " + STUDIED + "x");
		}
		digest.add(version.strip()).add(postgresql);
		TreeSet<String> plugins = new TreeSet<>();
		for (URL services : Collections.list(this.classLoader.getResources(PLUGINS))) {
			String.valueOf(text(services)).lines().map(String::strip).filter(this::isEntry).forEach(plugins::add);
		}
		for (String plugin : plugins) {
			if (NAMESPACES.stream().noneMatch(plugin::startsWith)) {
				throw new UnprovenException("Flyway has the plugin " + plugin);
			}
			digest.add(plugin);
		}
	}

	private boolean isEntry(String line) {
		return !line.isEmpty() && !line.startsWith("#");
	}

	private static @Nullable String text(@Nullable URL resource) throws IOException {
		if (resource == null) {
			return null;
		}
		try (InputStream input = resource.openStream()) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
