package io.chanuka.db.testsupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps the auto-configurations of a library that only few tests need, and that reads the
 * classes of the application at every start, out of all others.
 */
final class OnRequestImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private @Nullable Environment environment;

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean requested = this.environment != null && this.environment.containsProperty("test.modulith");
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurationClasses[i];
			matches[i] = requested || name == null || !name.startsWith("org.springframework.modulith.");
		}
		return matches;
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

}
