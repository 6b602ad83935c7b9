package io.chanuka.db.autoconfigure.details;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.TestVariables;
import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.url.PostgresUrlParser;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where Flyway and Liquibase connect to in an application that has both, or connection
 * details of its own for them: where they do without the starter. Nothing connects.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationToolsAsSpringBootTests {

	private static final String APPLICATION = "jdbc:postgresql://db.example.com/shop";

	private static final String[] PROPERTIES = { "spring.datasource.url=" + APPLICATION,
			"spring.datasource.username=app", "spring.datasource.password=secret" };

	@ParameterizedTest
	@CsvSource({ "jdbc:h2:mem:history,", ", jdbc:h2:mem:history",
			"jdbc:h2:mem:history, jdbc:postgresql://other.example.com/other",
			"jdbc:postgresql://other.example.com/other, jdbc:h2:mem:history", "jdbc:h2:mem:one, jdbc:h2:mem:two",
			"jdbc:aws-wrapper:postgresql://db.example.com/shop, jdbc:postgresql://db.example.com/shop",
			"jdbc:postgresql://other.example.com/other,", ", jdbc:postgresql://other.example.com/other",
			"jdbc:postgresql://one.example.com/one, jdbc:postgresql://two.example.com/two",
			"jdbc:postgresql://other.example.com/other, jdbc:postgresql://other.example.com/other", "," })
	void whenBothToolsMigrateThenEachConnectsAsItDoesWithoutTheStarter(String flyway, String liquibase) {
		Targets plain = targets(plain(), flyway, liquibase);
		assertThat(targets(starter(), flyway, liquibase)).isEqualTo(plain);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:p6spy:postgresql://db.example.com/shop", "jdbc:h2:mem:history",
			"jdbc:postgresql://localhost/shop?host=db.example.com" })
	void whenTheApplicationHasDetailsForFlywayThenFlywayConnectsAsTheyRequire(String url, CapturedOutput output) {
		FlywayDetails own = new FlywayDetails(url, "owner");
		assertSame((runner) -> runner.withBean("own", FlywayConnectionDetails.class, () -> own));
		assertThat(warnings(output)).hasSize(1)
			.allSatisfy((line) -> assertThat(line)
				.contains("Flyway and Liquibase connect as ", "the URL of connection details ",
						"FlywayDetails is not one of PostgreSQL", "chanuka.db.migration.url")
				.doesNotContain("db.example.com", "secret"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:p6spy:postgresql://db.example.com/shop", "jdbc:h2:mem:history" })
	void whenTheApplicationHasDetailsForLiquibaseThenLiquibaseConnectsAsTheyRequire(String url, CapturedOutput output) {
		LiquibaseDetails own = new LiquibaseDetails(url, "owner");
		assertSame((runner) -> runner.withBean("own", LiquibaseConnectionDetails.class, () -> own));
		assertThat(warnings(output)).singleElement().asString().contains("Flyway and Liquibase connect as ");
	}

	@Test
	void whenTheApplicationHasDetailsForOneToolThenTheOtherDoesNotFollow() {
		FlywayDetails own = new FlywayDetails("jdbc:postgresql://other.example.com/other", "owner");
		assertSame((runner) -> runner.withBean("own", FlywayConnectionDetails.class, () -> own));
	}

	@Test
	void whenOnlyOneToolHasAUserThenTheOtherKeepsThatOfTheApplication() {
		assertSame((runner) -> runner.withPropertyValues("spring.liquibase.user=owner",
				"spring.liquibase.password=other"));
	}

	@Test
	void whenTheToolsAreApartThenOneWarningNamesWhatDoesNotApply(CapturedOutput output) {
		starter().withPropertyValues(tool("spring.flyway", "jdbc:postgresql://other.example.com/other", "fly"))
			.run((context) -> context.getBean(DatabaseSettings.class));
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("because they are configured for different databases or users: chanuka.db.migration.url")
			.doesNotContain("secret");
	}

	/**
	 * Nothing that plain Spring Boot knows: both follow it.
	 */
	@Test
	void whenTheUrlOfOursIsSetThenItIsForBothTools(CapturedOutput output) {
		String both = "[direct.example.com:5432] shop as owner";
		starter()
			.withPropertyValues("chanuka.db.migration.url=postgresql://owner:other@direct.example.com/shop",
					"spring.flyway.user=fly")
			.run((context) -> assertThat(targets(context)).isEqualTo(new Targets(both, both)));
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void whenBothToolsHaveTheSameEndpointThenItIsTheMigrationEndpoint() {
		starter().withPropertyValues(tool("spring.flyway", "jdbc:postgresql://other.example.com/other", "owner"))
			.withPropertyValues(tool("spring.liquibase", "jdbc:postgresql://other.example.com/other", "owner"))
			.run((context) -> assertThat(context).hasSingleBean(MigrationDataSource.class));
	}

	@Test
	void whenTheRuntimeIsOfAnotherDriverThenDetailsForFlywayCountAllTheSame() {
		FlywayDetails own = new FlywayDetails("jdbc:p6spy:postgresql://db.example.com/shop", "owner");
		assertSame((runner) -> runner.withBean(JdbcConnectionDetails.class, Wrapped::new)
			.withBean("own", FlywayConnectionDetails.class, () -> own));
	}

	@Test
	void whenTheRuntimeIsOfAnotherDriverThenTheUrlOfFlywayCountsAllTheSame() {
		assertSame((runner) -> runner.withBean(JdbcConnectionDetails.class, Wrapped::new)
			.withPropertyValues(tool("spring.flyway", "jdbc:postgresql://other.example.com/other", "fly")));
	}

	@Test
	void whenTheUrlOfFlywayIsNotReadThenOneWarningNamesWhatDoesNotApply(CapturedOutput output) {
		starter().withPropertyValues(tool("spring.flyway", "jdbc:h2:mem:history", "fly"))
			.run((context) -> context.getBean(DatabaseSettings.class));
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains(
					"Flyway and Liquibase connect as with Spring Boot alone, because spring.flyway.url is not one of ");
	}

	@Test
	void whenTheUrlOfFlywayIsBlankThenItCountsAsNotSet(CapturedOutput output) {
		starter().withPropertyValues("spring.flyway.url=", "spring.flyway.user=")
			.run((context) -> assertThat(targets(context).flyway()).isEqualTo("[db.example.com:5432] shop as app"));
		assertThat(warnings(output)).isEmpty();
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("as with Spring Boot alone")).toList();
	}

	private static void assertSame(UnaryOperator<ApplicationContextRunner> application) {
		List<Targets> targets = new ArrayList<>();
		application.apply(plain()).run((context) -> targets.add(targets(context)));
		application.apply(starter()).run((context) -> targets.add(targets(context)));
		assertThat(targets).hasSize(2);
		assertThat(targets.get(1)).isEqualTo(targets.get(0));
	}

	private static Targets targets(ApplicationContextRunner runner, String flyway, String liquibase) {
		Targets[] found = new Targets[1];
		runner.withPropertyValues(tool("spring.flyway", flyway, "fly"))
			.withPropertyValues(tool("spring.liquibase", liquibase, "liqui"))
			.run((context) -> found[0] = targets(context));
		return found[0];
	}

	/**
	 * The driver need not be that of the URL, because nothing connects.
	 */
	private static String[] tool(String prefix, String url, String user) {
		return (url != null) ? new String[] { prefix + ".url=" + url, prefix + ".user=" + user,
				prefix + ".password=secret", prefix + ".driver-class-name=org.postgresql.Driver" } : new String[0];
	}

	private static Targets targets(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return new Targets(target(context, context.getBean(Flyway.class).getConfiguration().getDataSource()),
				target(context, context.getBean(SpringLiquibase.class).getDataSource()));
	}

	private static String target(AssertableApplicationContext context, DataSource dataSource) {
		if (dataSource instanceof SimpleDriverDataSource single) {
			return target(single.getUrl(), single.getUsername());
		}
		if (dataSource instanceof MigrationDataSource) {
			EndpointSettings endpoint = context.getBean(DatabaseSettings.class).migration();
			return target(endpoint.postgresUrl().toJdbcUrl(), endpoint.username());
		}
		HikariDataSource pool = (HikariDataSource) dataSource;
		return target(pool.getJdbcUrl(), pool.getUsername());
	}

	private static String target(String url, String user) {
		String place = Objects.requireNonNull(url);
		if (Redirects.isReadable(place)) {
			place = PostgresUrlParser.parseAsDriver(place).hosts() + " "
					+ PostgresUrlParser.parseAsDriver(place).database();
		}
		return place + " as " + user;
	}

	private static ApplicationContextRunner plain() {
		return tools(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class)));
	}

	private static ApplicationContextRunner starter() {
		return tools(TestVariables.runner());
	}

	private static ApplicationContextRunner tools(ApplicationContextRunner runner) {
		return runner
			.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class, LiquibaseAutoConfiguration.class))
			.withBean(FlywayMigrationStrategy.class, () -> (flyway) -> {
			})
			.withBean(IdleLiquibase.class)
			.withPropertyValues(PROPERTIES);
	}

	/**
	 * Connection details of an application for Flyway.
	 */
	private record FlywayDetails(String jdbcUrl, String username) implements FlywayConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.jdbcUrl;
		}

		@Override
		public String getUsername() {
			return this.username;
		}

		@Override
		public String getPassword() {
			return "secret";
		}

		@Override
		public String getDriverClassName() {
			return "org.postgresql.Driver";
		}

	}

	/**
	 * Connection details of an application for Liquibase.
	 */
	private record LiquibaseDetails(String jdbcUrl, String username) implements LiquibaseConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.jdbcUrl;
		}

		@Override
		public String getUsername() {
			return this.username;
		}

		@Override
		public String getPassword() {
			return "secret";
		}

		@Override
		public String getDriverClassName() {
			return "org.postgresql.Driver";
		}

	}

	/**
	 * Connection details of an application whose driver wraps PostgreSQL's.
	 */
	private static final class Wrapped implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return "jdbc:p6spy:postgresql://db.example.com/shop";
		}

		@Override
		public String getUsername() {
			return "app";
		}

		@Override
		public String getPassword() {
			return "secret";
		}

		@Override
		public String getDriverClassName() {
			return "org.postgresql.Driver";
		}

	}

	/**
	 * Keeps Liquibase from running.
	 */
	static class IdleLiquibase implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof SpringLiquibase liquibase) {
				liquibase.setShouldRun(false);
			}
			return bean;
		}

	}

	/**
	 * Where both tools connect to.
	 */
	private record Targets(String flyway, String liquibase) {

	}

}
