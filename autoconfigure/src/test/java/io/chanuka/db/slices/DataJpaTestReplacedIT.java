package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @DataJpaTest} without a container: an embedded H2 replaces the DataSource, and
 * migrations follow it.
 */
@DataJpaTest(properties = {
		"spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
		"spring.jpa.hibernate.ddl-auto=none" })
@ContextConfiguration(classes = TestApplication.class)
class DataJpaTestReplacedIT {

	private static final TestDatabase CONFIGURED = SliceDatabase.newOne();

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
		assertThat(SliceDatabase.tables(CONFIGURED)).isEmpty();
	}

}
