package io.chanuka.db.slices;

import java.util.List;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without a container an embedded H2 replaces the DataSource, migrations follow it, and
 * nothing touches the configured database.
 */
abstract class ReplacedSlice {

	private static final TestDatabase CONFIGURED = PostgresServer.newDatabase();

	@Autowired
	private JdbcTemplate jdbc;

	@DynamicPropertySource
	static void configure(DynamicPropertyRegistry registry) {
		registry.add("chanuka.db.url", CONFIGURED::runtimeUrl);
		registry.add("chanuka.db.migration.url", CONFIGURED::migrationUrl);
	}

	@Test
	void runtimeAndMigrationsGoToTheReplacement() {
		assertThat(this.jdbc.queryForObject("select h2version()", String.class)).isNotEmpty();
		assertThat(this.jdbc.queryForObject("select count(*) from item", Integer.class)).isZero();
		assertThat(tables()).isEmpty();
	}

	private static List<String> tables() {
		return CONFIGURED.query("select tablename::text from pg_tables where schemaname = 'public' order by 1");
	}

}
