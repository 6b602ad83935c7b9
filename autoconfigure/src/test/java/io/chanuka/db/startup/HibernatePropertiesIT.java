package io.chanuka.db.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hibernate reads properties of its own from the class path, which are read once in each
 * JVM.
 */
@Timeout(300)
class HibernatePropertiesIT {

	@Test
	void whenTheDialectIsNamedThereThenTheApplicationStartsWithoutItsDatabase(@TempDir Path directory)
			throws IOException {
		Files.writeString(directory.resolve("hibernate.properties"),
				"hibernate.dialect=org.hibernate.dialect.PostgreSQLDialect");
		try (ChildApplication application = ChildApplication.start(
				directory + File.pathSeparator + ChildApplication.classPath(), TestApplication.class,
				StartupUse.JPA.properties("127.0.0.1:" + FakeServer.refusedPort(), "chanuka.db.startup.timeout=1s"))) {
			assertThat(application.port()).isPositive();
			assertThat(application.output()).contains("The application starts without a connection");
		}
	}

}
