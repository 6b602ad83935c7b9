package io.chanuka.db.autoconfigure.details;

import io.chanuka.db.autoconfigure.TestVariables;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.report.InvalidSettingsException;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where runtime and migrations go with the variables that providers set, in started
 * contexts. Nothing connects.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationEndpointTests {

	private static final String POOLED = "postgresql://app:secret@ep-a-1-pooler.eu.aws.neon.tech/shop?sslmode=require";

	private static final String DIRECT = "postgresql://owner:other@ep-a-1.eu.aws.neon.tech/shop?sslmode=require";

	private static final String POOLED_JDBC = "jdbc:postgresql://ep-a-1-pooler.eu.aws.neon.tech:5432/shop";

	private static final String DIRECT_JDBC = "jdbc:postgresql://ep-a-1.eu.aws.neon.tech:5432/shop";

	private static final String[] APPLICATION = { "spring.datasource.url=jdbc:postgresql://db.example.com/shop",
			"spring.datasource.username=app", "spring.datasource.password=secret" };

	private static final String APPLICATION_JDBC = "jdbc:postgresql://db.example.com:5432/shop";

	@Test
	void pooledUrlAloneIsEnough(CapturedOutput output) {
		runner("DATABASE_URL", POOLED).run((context) -> {
			assertEndpoints(context, POOLED_JDBC, DIRECT_JDBC, "app");
			assertThat(context.getBean(DatabaseSettings.class).migration().url().origin())
				.hasToString("direct sibling of the runtime's pooled host");
		});
		assertThat(output.getOut().lines()).contains(
				"  runtime      " + POOLED_JDBC + " as app:******, neon, transaction-pooled (variable DATABASE_URL)",
				"               The host ends with .neon.tech and its first label ends with -pooler.", "  migration    "
						+ DIRECT_JDBC + " as app:******, neon, direct (direct sibling of the runtime's pooled host)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_URL_UNPOOLED", "POSTGRES_URL_NON_POOLING", "DATABASE_UNPOOLED_URL", "DIRECT_URL",
			"MIGRATION_DATABASE_URL" })
	void siblingVariableBeatsDerivation(String variable) {
		runner("DATABASE_URL", POOLED, variable, DIRECT).run((context) -> {
			assertEndpoints(context, POOLED_JDBC, DIRECT_JDBC, "owner");
			assertThat(context.getBean(DatabaseSettings.class).migration().url().origin())
				.hasToString("variable " + variable);
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "DATABASE_URL_UNPOOLED", "POSTGRES_URL_NON_POOLING", "DATABASE_UNPOOLED_URL", "DIRECT_URL" })
	void siblingVariableThatIsPooledItselfIsIgnored(String variable) {
		runner("DATABASE_URL", POOLED, variable, POOLED).run((context) -> {
			assertEndpoints(context, POOLED_JDBC, DIRECT_JDBC, "app");
			assertThat(context.getBean(DatabaseSettings.class).warnings()).singleElement()
				.asString()
				.contains("variable " + variable, "(it leads to a pooler in transaction mode)");
		});
	}

	@Test
	void explicitMigrationUrlThatIsPooledStopsTheStartIfAToolMigrates() {
		runner("DATABASE_URL", POOLED, "MIGRATION_DATABASE_URL", POOLED)
			.run((context) -> assertEndpoints(context, POOLED_JDBC, POOLED_JDBC, "app"));
		runner("DATABASE_URL", POOLED, "MIGRATION_DATABASE_URL", POOLED)
			.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("variable MIGRATION_DATABASE_URL")
				.hasMessageContaining("migrations would go through a pooler in transaction mode")
				.hasMessageNotContaining("secret"));
	}

	@Test
	void atPrismaThePlainUrlIsTheDirectOne() {
		runner("DATABASE_URL", "postgres://u:p@db.prisma.io:5432/postgres?sslmode=require", "DATABASE_URL_POOLED",
				"postgres://u:p@pooled.db.prisma.io:5432/postgres?sslmode=require")
			.run((context) -> assertEndpoints(context, "jdbc:postgresql://pooled.db.prisma.io:5432/postgres",
					"jdbc:postgresql://db.prisma.io:5432/postgres", "u"));
	}

	@Test
	void atSupabaseTheSiblingIsTheSamePoolerInSessionMode() {
		runner("DATABASE_URL", "postgresql://postgres.abc:p@aws-0-eu-west-1.pooler.supabase.com:6543/postgres")
			.run((context) -> assertEndpoints(context,
					"jdbc:postgresql://aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
					"jdbc:postgresql://aws-0-eu-west-1.pooler.supabase.com:5432/postgres", "postgres.abc"));
	}

	/**
	 * Configuration that several applications share has the properties of both tools.
	 */
	@Test
	void whenFlywayMigratesThenThePropertiesOfLiquibaseAreNotItsOwn() {
		runner().withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
			.withBean(FlywayMigrationStrategy.class, () -> (flyway) -> {
			})
			.withPropertyValues(APPLICATION)
			.withPropertyValues("spring.liquibase.url=jdbc:postgresql://other.example.com/other",
					"spring.liquibase.user=liquibase", "spring.liquibase.password=other")
			.run((context) -> assertEndpoints(context, APPLICATION_JDBC, APPLICATION_JDBC, "app"));
	}

	@Test
	void whenLiquibaseMigratesThenThePropertiesOfFlywayAreNotItsOwn() {
		runner().withBean("liquibase", SpringLiquibase.class, () -> {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setShouldRun(false);
			return liquibase;
		})
			.withPropertyValues(APPLICATION)
			.withPropertyValues("spring.flyway.url=jdbc:postgresql://other.example.com/other",
					"spring.flyway.user=flyway", "spring.flyway.password=other")
			.run((context) -> {
				LiquibaseConnectionDetails details = context.getBean(LiquibaseConnectionDetails.class);
				assertThat(details.getJdbcUrl()).startsWith(APPLICATION_JDBC + "?");
				assertThat(details.getUsername()).isEqualTo("app");
				assertThat(details.getPassword()).isEqualTo("secret");
			});
	}

	/**
	 * The starter manages no endpoint there, and the application starts.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "jdbc:aws-wrapper:postgresql://db.example.com/shop", "jdbc:h2:mem:history",
			"jdbc:postgresql://localhost/shop?host=db.example.com", "jdbc:postgresql://?service=shop" })
	void whenTheUrlOfFlywayIsNotReadableThenSpringBootUsesIt(String url) {
		runner().withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
			.withBean(FlywayMigrationStrategy.class, () -> (flyway) -> {
			})
			.withPropertyValues(APPLICATION)
			.withPropertyValues("spring.flyway.url=" + url, "spring.flyway.user=owner",
					"spring.flyway.driver-class-name=org.postgresql.Driver")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("migrationDataSource");
				assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl())
					.startsWith(APPLICATION_JDBC + "?");
				assertThat(context.getBean(Flyway.class).getConfiguration().getDataSource())
					.isInstanceOfSatisfying(SimpleDriverDataSource.class, (dataSource) -> {
						assertThat(dataSource.getUrl()).isEqualTo(url);
						assertThat(dataSource.getUsername()).isEqualTo("owner");
					});
			});
	}

	private static void assertEndpoints(ApplicationContext context, String runtime, String migration, String migrator) {
		assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl()).startsWith(runtime + "?");
		FlywayConnectionDetails flyway = context.getBean(FlywayConnectionDetails.class);
		assertThat(flyway.getJdbcUrl()).startsWith(migration + "?");
		assertThat(flyway.getUsername()).isEqualTo(migrator);
	}

	private static ApplicationContextRunner runner(String... variables) {
		return TestVariables.runner(variables);
	}

}
