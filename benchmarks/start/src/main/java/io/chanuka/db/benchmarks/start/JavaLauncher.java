package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The JVM of the applications.
 *
 * @param home the home of its JDK
 * @param usesCache whether it uses an AOT cache
 * @param directory where caches are
 */
record JavaLauncher(Path home, boolean usesCache, Path directory) {

	List<String> command(String classPath, Variant variant, Kind.Jpa jpa) {
		String java = this.home.resolve("bin/java").toString();
		if (!this.usesCache) {
			return List.of(java, "-Xmx512m", "-classpath", classPath);
		}
		Path cache = this.directory.resolve(variant + "-" + jpa + ".aot");
		String option = (Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache;
		return List.of(java, "-Xmx512m", option, "-classpath", classPath);
	}

	/**
	 * The name of the JDK as the results show it.
	 */
	String name() throws IOException {
		Properties release = new Properties();
		try (var in = Files.newInputStream(this.home.resolve("release"))) {
			release.load(in);
		}
		String feature = release.getProperty("JAVA_VERSION", "").replaceAll("\"|\\..*", "");
		return "JDK " + feature + (this.usesCache ? " with an AOT cache" : "");
	}

}
