package io.chanuka.db.slices;

import java.util.List;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a service connection runtime and migrations go to the container, and nothing
 * touches the configured database.
 */
abstract class ContainerSlice {

	private static final TestDatabase CONFIGURED = PostgresServer.newDatabase();

	@Autowired
	private JdbcTemplate jdbc;

	@DynamicPropertySource
	static void configure(DynamicPropertyRegistry registry) {
		registry.add("chanuka.db.url", CONFIGURED::runtimeUrl);
		registry.add("chanuka.db.migration.url", CONFIGURED::migrationUrl);
	}

	abstract PostgreSQLContainer container();

	@Test
	void runtimeAndMigrationsGoToTheContainer() {
		assertThat(this.jdbc.queryForObject("select current_user", String.class)).isEqualTo(container().getUsername());
		assertThat(this.jdbc.queryForObject("select installed_by from flyway_schema_history", String.class))
			.isEqualTo(container().getUsername());
		assertThat(this.jdbc.queryForObject("select count(*) from item", Integer.class)).isZero();
		assertThat(tables()).isEmpty();
	}

	private static List<String> tables() {
		return CONFIGURED.query("select tablename::text from pg_tables where schemaname = 'public' order by 1");
	}

}
