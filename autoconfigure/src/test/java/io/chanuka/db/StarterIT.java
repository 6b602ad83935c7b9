package io.chanuka.db;

import java.sql.Connection;
import java.sql.DatabaseMetaData;

import javax.sql.DataSource;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationOutcome;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The whole starter on a real PostgreSQL, with a migrator that owns the schema and a
 * runtime user that may only read and write rows.
 */
class StarterIT {

	private static TestDatabase database;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		database = PostgresServer.newDatabase();
		context = TestApplication.start("chanuka.db.url=" + database.runtimeUrl(),
				"chanuka.db.migration.url=" + database.migrationUrl(), "spring.application.name=shop");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void flywayUsesTheMigrationUser() throws Exception {
		assertThat(database.query("select distinct installed_by from flyway_schema_history"))
			.containsExactly(database.migrator());
		assertThat(database.query("select tableowner from pg_tables where tablename = 'item'"))
			.containsExactly(database.migrator());
		DataSource used = context.getBean(Flyway.class).getConfiguration().getDataSource();
		assertThat(used).isInstanceOf(MigrationDataSource.class);
		try (Connection connection = used.getConnection()) {
			DatabaseMetaData metaData = connection.getMetaData();
			assertThat(metaData.getUserName()).isEqualTo(database.migrator());
		}
	}

	@Test
	void everyInjectionGetsTheRuntimeUser() {
		assertThat(context.getBean(DataSource.class)).isInstanceOf(RuntimePool.class);
		assertThat(context.getBeanProvider(DataSource.class).getIfUnique()).isInstanceOf(RuntimePool.class);
		assertThat(
				new JdbcTemplate(context.getBean(DataSource.class)).queryForObject("select current_user", String.class))
			.isEqualTo(database.runtime());
		assertThat(context.getBean(JdbcTemplate.class).queryForObject("select current_user", String.class))
			.isEqualTo(database.runtime());
		assertThat(context.getBean(JdbcClient.class).sql("select current_user").query(String.class).single())
			.isEqualTo(database.runtime());
	}

	@Test
	void runtimeUserReadsAndWritesRowsButCannotCreateATable() {
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		jdbc.sql("insert into item (name) values ('a')").update();
		assertThat(jdbc.sql("select count(*) from item").query(Integer.class).single()).isPositive();
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> jdbc.sql("create table mine (id int)").update())
			.satisfies((ex) -> assertThat(ex.getSQLException().getSQLState()).isEqualTo("42501"));
	}

	@Test
	void noMigrationConnectionIsOpenAfterTheStart() {
		context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(database.connectedUsers()).isNotEmpty().containsOnly(database.runtime()));
	}

	@Test
	void serverShowsTheApplicationName() {
		assertThat(context.getBean(JdbcTemplate.class)
			.queryForObject("select current_setting('application_name')", String.class)).isEqualTo("shop-dev");
	}

	@Test
	void healthHasRuntimeAndMigration() {
		CompositeHealthDescriptor db = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
			.healthForPath("db");
		assertThat(db.getStatus()).isEqualTo(Status.UP);
		assertThat(db.getComponents()).containsOnlyKeys("runtime", "migration")
			.allSatisfy((name, child) -> assertThat(child.getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void migrationOutcomeIsKept() {
		MigrationOutcome outcome = context.getBean(FlywayRecorder.class).outcome();
		assertThat(outcome).isNotNull();
		assertThat(outcome.version()).isEqualTo("1");
		assertThat(outcome.applied()).isEqualTo(1);
	}

	@Test
	void metersOfPoolAreThere() {
		context.getBean(JdbcTemplate.class).queryForObject("select 1", Integer.class);
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		assertThat(registry.get("chanuka.db.pool.utilization").gauge().value()).isBetween(0.0, 1.0);
		assertThat(registry.get("hikaricp.connections.max").tagKeys("pool").gauge().value()).isEqualTo(5);
		assertThat(registry.get("jdbc.connections.max").tag("name", "dataSource").gauge().value()).isEqualTo(5);
	}

}
