package io.chanuka.db.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.chanuka.db.autoconfigure.environment.LogLevelPostProcessor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Contexts whose environment has variables of its own. Nothing connects.
 */
public final class TestVariables {

	private TestVariables() {
	}

	public static AutoConfigurations configurations() {
		return AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class,
				ChanukaDataSourceAutoConfiguration.class);
	}

	/**
	 * A runner.
	 * @param variables names and values in turns
	 */
	public static ApplicationContextRunner runner(String... variables) {
		Map<String, Object> environment = new LinkedHashMap<>();
		for (int i = 0; i < variables.length; i += 2) {
			environment.put(variables[i], variables[i + 1]);
		}
		return new ApplicationContextRunner().withConfiguration(configurations())
			.withInitializer((context) -> prepare(context.getEnvironment(), environment));
	}

	/**
	 * The runner's properties stand above everything; here they are a file's.
	 */
	private static void prepare(ConfigurableEnvironment environment, Map<String, Object> variables) {
		MutablePropertySources sources = environment.getPropertySources();
		PropertySource<?> file = sources.remove("test");
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		sources.replace(name, new SystemEnvironmentPropertySource(name, variables));
		if (file != null) {
			sources.addLast(file);
		}
		new LogLevelPostProcessor().postProcessEnvironment(environment, new SpringApplication());
	}

}
