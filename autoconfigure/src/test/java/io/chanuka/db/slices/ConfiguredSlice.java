package io.chanuka.db.slices;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On the configured database runtime and migrations keep their users.
 */
abstract class ConfiguredSlice {

	private static final TestDatabase CONFIGURED = PostgresServer.newDatabase();

	@Autowired
	private JdbcTemplate jdbc;

	@DynamicPropertySource
	static void configure(DynamicPropertyRegistry registry) {
		registry.add("chanuka.db.url", CONFIGURED::runtimeUrl);
		registry.add("chanuka.db.migration.url", CONFIGURED::migrationUrl);
	}

	@Test
	void runtimeAndMigrationsKeepTheirUsers() {
		assertThat(this.jdbc.queryForObject("select current_user", String.class)).isEqualTo(CONFIGURED.runtime());
		assertThat(CONFIGURED.query("select installed_by from flyway_schema_history"))
			.containsExactly(CONFIGURED.migrator());
	}

}
