package io.chanuka.db.autoconfigure.details;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on a real PostgreSQL whose migrations go to a database of another
 * vendor.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationElsewhereIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	private final String elsewhere = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	@Test
	void whenDetailsOfTheApplicationNameItThenItIsMigratedAtEachStart(CapturedOutput output) throws Exception {
		assertMigratedElsewhere(output, Details.class, "elsewhere=" + this.elsewhere);
	}

	@Test
	void whenThePropertyOfFlywayNamesItThenItIsMigratedAtEachStart(CapturedOutput output) throws Exception {
		assertMigratedElsewhere(output, Nothing.class, "spring.flyway.url=" + this.elsewhere, "spring.flyway.user=sa");
	}

	private void assertMigratedElsewhere(CapturedOutput output, Class<?> configuration, String... properties)
			throws SQLException {
		for (int start = 1; start <= 2; start++) {
			try (ConfigurableApplicationContext context = start(configuration, properties)) {
				assertThat(migrated()).isEqualTo(1);
				assertThat(this.database.query("select count(*) from pg_tables where tablename = 'item'"))
					.containsExactly("0");
				IndicatedHealthDescriptor migration = health(context);
				assertThat(migration.getStatus().getCode()).isEqualTo("UP");
				assertThat(migration.getDetails()).doesNotContainKeys("provider", "endpoint")
					.containsEntry("version", "1");
			}
			assertThat(output.getOut().lines().filter((line) -> line.contains("Flyway connects as with Spring Boot")))
				.hasSize(start);
		}
	}

	private int migrated() throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.elsewhere, "sa", "");
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(
						"""
								select count(*) from "flyway_schema_history" where "type" = 'SQL' and exists (select 1 from item \
								having count(*) = 0)""")) {
			rows.next();
			return rows.getInt(1);
		}
	}

	private static IndicatedHealthDescriptor health(ConfigurableApplicationContext context) {
		CompositeHealthDescriptor health = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
			.healthForPath("db");
		return (IndicatedHealthDescriptor) health.getComponents().get("migration");
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return TestApplication.start(configuration,
				Stream
					.concat(Stream.of("spring.datasource.url=jdbc:" + this.database.bareUrl(),
							"spring.datasource.username=" + this.database.runtime(),
							"spring.datasource.password=" + this.database.runtimePassword(),
							"management.endpoint.health.show-details=always"), Arrays.stream(properties))
					.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean
		FlywayConnectionDetails elsewhere(Environment environment) {
			return new FlywayConnectionDetails() {

				@Override
				public String getUsername() {
					return "sa";
				}

				@Override
				public String getPassword() {
					return "";
				}

				@Override
				public String getJdbcUrl() {
					return environment.getRequiredProperty("elsewhere");
				}

			};
		}

	}

}
