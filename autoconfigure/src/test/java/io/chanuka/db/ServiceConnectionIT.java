package io.chanuka.db;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.TestApplication;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a service connection the runtime and the migrations go to the container, whatever
 * the properties are.
 */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "chanuka.db.url=postgresql://app:secret@production.invalid/shop",
				"chanuka.db.migration.url=postgresql://owner:secret@direct.production.invalid/shop",
				"chanuka.db.migration.username=owner" })
class ServiceConnectionIT {

	@Container
	@ServiceConnection
	static PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");

	@Autowired
	private RuntimePool pool;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Flyway flyway;

	@Test
	void runtimeGoesToTheContainer() {
		assertThat(this.pool.getJdbcUrl()).isEqualTo(container.getJdbcUrl());
		assertThat(this.jdbc.queryForObject("select current_database()", String.class))
			.isEqualTo(container.getDatabaseName());
	}

	@Test
	void migrationsGoToTheContainerAsItsUser() {
		assertThat(this.flyway.getConfiguration().getDataSource()).isInstanceOf(MigrationDataSource.class);
		assertThat(this.jdbc.queryForObject("select installed_by from flyway_schema_history", String.class))
			.isEqualTo(container.getUsername());
	}

}
