package io.chanuka.db.migration.stamp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * What a configuration of Flyway may contain whose effect cannot be proven from outside.
 */
final class Exclusions {

	private static final String OURS = "io.chanuka.db.migration.";

	private Exclusions() {
	}

	/**
	 * Checks a configuration.
	 * @param configuration the configuration
	 * @throws UnprovenException if it contains anything of that kind
	 */
	static void check(Configuration configuration) throws UnprovenException {
		Map<String, Boolean> found = new HashMap<>();
		found.put("no DataSource", configuration.getDataSource() == null);
		found.put("initSql", configuration.getInitSql() != null);
		found.put("dryRunOutput", configuration.getDryRunOutput() != null);
		found.put("a resource provider", configuration.getResourceProvider() != null);
		found.put("a class provider", configuration.getJavaMigrationClassProvider() != null);
		found.put("Java migrations", configuration.getJavaMigrations().length > 0);
		found.put("resolvers", configuration.getResolvers().length > 0 || configuration.isSkipDefaultResolvers());
		found.put("callbacks", hasCallbacks(configuration));
		found.put("callbackLocations", configuration.getCallbackLocations().length > 0);
		found.put("errorOverrides", configuration.getErrorOverrides().length > 0);
		found.put("cherryPick", isSet(configuration.getCherryPick()));
		found.put("target", hasTarget(configuration));
		found.put("skipExecutingMigrations", configuration.isSkipExecutingMigrations());
		found.put("jarDirs", hasJarDirectories(configuration));
		for (Entry<String, Boolean> entry : found.entrySet()) {
			if (entry.getValue()) {
				throw new UnprovenException("Flyway's configuration has " + entry.getKey());
			}
		}
	}

	/**
	 * The callbacks of the starter do not change what a migration does.
	 */
	private static boolean hasCallbacks(Configuration configuration) {
		return Arrays.stream(configuration.getCallbacks())
			.map(Callback::getClass)
			.anyMatch((type) -> !type.getName().startsWith(OURS));
	}

	private static boolean hasTarget(Configuration configuration) {
		MigrationVersion target = configuration.getTarget();
		return target != null && target != MigrationVersion.LATEST;
	}

	private static boolean hasJarDirectories(Configuration configuration) {
		return configuration instanceof ClassicConfiguration classic && isSet(classic.getJarDirs().toArray());
	}

	private static boolean isSet(Object[] values) {
		return values != null && values.length > 0;
	}

}
