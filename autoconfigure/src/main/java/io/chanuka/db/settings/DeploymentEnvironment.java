package io.chanuka.db.settings;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an application is deployed for; it selects a row of defaults.
 */
public enum DeploymentEnvironment {

	/**
	 * Serves real users.
	 */
	PRODUCTION("prod"),

	/**
	 * Rehearses production.
	 */
	STAGING("staging"),

	/**
	 * Runs on a developer's machine.
	 */
	DEVELOPMENT("dev"),

	/**
	 * Runs automated tests.
	 */
	TESTING("test");

	private static final Map<String, DeploymentEnvironment> NAMES = Map.ofEntries(Map.entry("production", PRODUCTION),
			Map.entry("prod", PRODUCTION), Map.entry("live", PRODUCTION), Map.entry("staging", STAGING),
			Map.entry("stage", STAGING), Map.entry("development", DEVELOPMENT), Map.entry("dev", DEVELOPMENT),
			Map.entry("local", DEVELOPMENT), Map.entry("testing", TESTING), Map.entry("test", TESTING),
			Map.entry("ci", TESTING));

	private final String suffix;

	DeploymentEnvironment(String suffix) {
		this.suffix = suffix;
	}

	/**
	 * What stands behind the application's name on the server.
	 * @return the suffix, without a hyphen
	 */
	public String suffix() {
		return this.suffix;
	}

	/**
	 * Whether weak choices have to be explicit.
	 * @return {@code true} in production and where it is rehearsed
	 */
	public boolean isStrict() {
		return this == PRODUCTION || this == STAGING;
	}

	/**
	 * Finds the environment by a full or usual short name.
	 * @param name the name, in any case
	 * @return the environment, or {@code null} if the name means none
	 */
	public static @Nullable DeploymentEnvironment named(String name) {
		return NAMES.get(name.strip().toLowerCase(Locale.ROOT));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
