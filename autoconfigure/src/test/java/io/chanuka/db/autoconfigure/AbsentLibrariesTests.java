package io.chanuka.db.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.ClassPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that lack a library, whose classes cannot be loaded then. Nothing
 * connects.
 */
class AbsentLibrariesTests {

	@Test
	void whenHikariIsAbsentThenAnotherPoolIsUsed() throws Exception {
		assertThat(start(List.of("spring-boot-starter-jdbc", "commons-dbcp2"), "HikariCP"))
			.isEqualTo("org.apache.commons.dbcp2.BasicDataSource");
	}

	@Test
	void whenHibernateIsAbsentBesideItsModuleThenTheApplicationStarts() throws Exception {
		assertThat(start(List.of("spring-boot-starter-jdbc", "spring-boot-hibernate"), "hibernate-core"))
			.isEqualTo("io.chanuka.db.pool.RuntimePool");
	}

	@Test
	void whenHealthIsThereWithoutItsEndpointThenTheApplicationStarts() throws Exception {
		assertThat(start(List.of("spring-boot-starter-jdbc", "spring-boot-health"), "spring-boot-actuator"))
			.isEqualTo("io.chanuka.db.pool.RuntimePool");
	}

	private static String start(List<String> dependencies, String absent) throws Exception {
		try (URLClassLoader libraries = new URLClassLoader(classPath(dependencies, absent),
				ClassLoader.getPlatformClassLoader())) {
			ClassLoader before = Thread.currentThread().getContextClassLoader();
			Thread.currentThread().setContextClassLoader(libraries);
			try {
				return (String) libraries.loadClass(Application.class.getName()).getMethod("start").invoke(null);
			}
			finally {
				Thread.currentThread().setContextClassLoader(before);
			}
		}
	}

	private static URL[] classPath(List<String> dependencies, String absent) throws IOException {
		String all = new ClassPath().with(dependencies).withStarter().toString();
		List<Path> entries = Stream
			.concat(Stream.of(Path.of("target/test-classes")),
					Arrays.stream(all.split(File.pathSeparator)).map(Path::of))
			.filter((entry) -> !entry.getFileName().toString().startsWith(absent))
			.toList();
		URL[] urls = new URL[entries.size()];
		for (int index = 0; index < urls.length; index++) {
			URI uri = entries.get(index).toUri();
			urls[index] = uri.toURL();
		}
		return urls;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		/**
		 * Starts and stops the application.
		 * @return the class of its pool
		 */
		public static String start() {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run(
					"--spring.datasource.url=jdbc:postgresql://localhost:1/shop", "--spring.datasource.username=app",
					"--spring.datasource.password=secret", "--spring.flyway.enabled=false",
					"--chanuka.db.pool.min-idle=0")) {
				return context.getBean("dataSource", DataSource.class).getClass().getName();
			}
		}

	}

}
