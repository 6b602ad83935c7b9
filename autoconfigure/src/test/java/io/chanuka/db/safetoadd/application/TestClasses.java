package io.chanuka.db.safetoadd.application;

import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Classes of tests, by the ways in which they name a database.
 */
public final class TestClasses {

	private TestClasses() {
	}

	private static void dynamicUrl(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> "jdbc:postgresql://localhost:49153/test");
		registry.add("spring.datasource.username", () -> "test");
		registry.add("spring.datasource.password", () -> "test");
	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	public static class OfApplication {

	}

	@ActiveProfiles("test")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	public static class WithProfile {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { "spring.datasource.url=jdbc:postgresql://localhost:49153/test",
					"spring.datasource.username=test", "spring.datasource.password=test" })
	public static class WithInlinedUrl {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = "spring.datasource.url=jdbc:h2:mem:orders")
	public static class WithInlinedH2 {

	}

	@TestPropertySource("classpath:/database.properties")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	public static class WithPropertySource {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	public static class WithDynamicUrl {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			dynamicUrl(registry);
		}

	}

	@ActiveProfiles("test")
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	public static class WithProfileAndDynamicUrl {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			dynamicUrl(registry);
		}

	}

	@JdbcTest
	@ContextConfiguration(classes = Application.class)
	public static class OfJdbc {

	}

	@JdbcTest
	@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
	@ContextConfiguration(classes = Application.class)
	public static class OfJdbcNotReplaced {

	}

	@DataJpaTest
	@ContextConfiguration(classes = Application.class)
	public static class OfDataJpa {

	}

	@AutoConfigureTestDatabase
	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE)
	public static class WithTestDatabase {

	}

	@SpringBootTest(classes = { Application.class, Container.class }, webEnvironment = WebEnvironment.NONE)
	public static class WithContainer {

	}

	@Configuration(proxyBeanMethods = false)
	static class Container {

		@Bean
		@ServiceConnection
		PostgreSQLContainer container() {
			return new PostgreSQLContainer("postgres:18-alpine");
		}

	}

}
