package io.chanuka.db.testsupport;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * An application with nothing of its own, and the ways to start it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class TestApplication {

	public static void main(String[] args) {
		new SpringApplicationBuilder(TestApplication.class).bannerMode(Banner.Mode.OFF).run(args);
	}

	/**
	 * Starts the application without a web server.
	 * @param properties properties in the form {@code name=value}
	 * @return the running context
	 */
	public static ConfigurableApplicationContext start(String... properties) {
		return start(WebApplicationType.NONE, new Class<?>[0], properties);
	}

	/**
	 * Starts the application with further configuration and without a web server.
	 * @param configuration the user's own configuration
	 * @param properties properties in the form {@code name=value}
	 * @return the running context
	 */
	public static ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return start(WebApplicationType.NONE, new Class<?>[] { configuration }, properties);
	}

	/**
	 * Starts the application with a web server on a free port.
	 * @param properties properties in the form {@code name=value}
	 * @return the running context
	 */
	public static ConfigurableApplicationContext startWeb(String... properties) {
		return start(WebApplicationType.SERVLET, new Class<?>[0],
				Stream.concat(Stream.of("server.port=0"), Arrays.stream(properties)).toArray(String[]::new));
	}

	/**
	 * Starts the application on another class path, with further configuration and
	 * without a web server.
	 * @param classPath the class path
	 * @param configuration the user's own configuration
	 * @param properties properties in the form {@code name=value}
	 * @return the running context
	 */
	public static ConfigurableApplicationContext start(ClassLoader classPath, Class<?> configuration,
			String... properties) {
		return builder(configuration).resourceLoader(new DefaultResourceLoader(classPath))
			.web(WebApplicationType.NONE)
			.run(arguments(properties));
	}

	/**
	 * Starts the application with further configuration and any kind of web server.
	 * @param type the kind
	 * @param configuration the user's own configuration
	 * @param properties properties in the form {@code name=value}
	 * @return the running context
	 */
	public static ConfigurableApplicationContext start(WebApplicationType type, Class<?>[] configuration,
			String... properties) {
		return builder(configuration).web(type).run(arguments(properties));
	}

	private static SpringApplicationBuilder builder(Class<?>... configuration) {
		return new SpringApplicationBuilder(TestApplication.class).sources(configuration).bannerMode(Banner.Mode.OFF);
	}

	private static String[] arguments(String... properties) {
		return Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new);
	}

}
