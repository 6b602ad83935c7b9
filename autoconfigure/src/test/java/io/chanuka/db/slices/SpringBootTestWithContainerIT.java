package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @SpringBootTest} with a service connection: runtime and migrations go to the
 * container.
 */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(classes = TestApplication.class)
class SpringBootTestWithContainerIT {

	private static final TestDatabase CONFIGURED = SliceDatabase.newOne();

	@Container
	@ServiceConnection
	static PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");

	@Autowired
	private JdbcTemplate jdbc;

	@DynamicPropertySource
	static void configure(DynamicPropertyRegistry registry) {
		registry.add("chanuka.db.url", CONFIGURED::runtimeUrl);
		registry.add("chanuka.db.migration.url", CONFIGURED::migrationUrl);
	}

	@Test
	void runtimeAndMigrationsGoToTheContainer() {
		assertThat(this.jdbc.queryForObject("select current_user", String.class)).isEqualTo(container.getUsername());
		assertThat(this.jdbc.queryForObject("select installed_by from flyway_schema_history", String.class))
			.isEqualTo(container.getUsername());
		assertThat(this.jdbc.queryForObject("select count(*) from item", Integer.class)).isZero();
		assertThat(SliceDatabase.tables(CONFIGURED)).isEmpty();
	}

}
