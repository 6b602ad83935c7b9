package io.chanuka.db.autoconfigure.details;

import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.TestVariables;
import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.settings.DatabaseSettings;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans of the application beside those that Spring Boot makes its tools from. Nothing
 * connects.
 */
class OwnToolPropertiesTests {

	/**
	 * For two change logs, in the class that creates Liquibase from the DataSource.
	 */
	@Test
	void whenTheApplicationHasPropertiesOfItsOwnForLiquibaseThenItStarts() {
		application(LiquibaseAutoConfiguration.class).withUserConfiguration(TwoChangeLogs.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(DatabaseSettings.class).migration().username()).isEqualTo("app");
		});
	}

	@Test
	void whenATestHasReplacedTheDataSourceThenAUserOfFlywayDoesNotLeadToTheConfiguredDatabase() {
		SimpleDriverDataSource other = new SimpleDriverDataSource();
		application(FlywayAutoConfiguration.class)
			.withPropertyValues("spring.flyway.user=owner", "spring.flyway.password=secret")
			.withBean(BeanPostProcessor.class, () -> new Replacement(other))
			.run((context) -> {
				DataSource used = context.getBean(Flyway.class).getConfiguration().getDataSource();
				assertThat(used).isInstanceOf(MigrationDataSource.class);
				assertThat(((MigrationDataSource) used).getTargetDataSource()).isSameAs(other);
			});
	}

	/**
	 * A password may be created for each call.
	 */
	@Test
	void whenTheApplicationHasDetailsForFlywayThenTheirPasswordIsReadOnce() {
		AtomicInteger reads = new AtomicInteger();
		application(FlywayAutoConfiguration.class)
			.withBean(FlywayConnectionDetails.class, () -> new CountedDetails(reads))
			.run((context) -> {
				assertThat(context.getBean(DatabaseSettings.class).migration().username()).isEqualTo("owner");
				assertThat(reads).hasValue(1);
			});
	}

	private static ApplicationContextRunner application(Class<?>... tools) {
		return TestVariables.runner()
			.withConfiguration(AutoConfigurations.of(tools))
			.withBean(FlywayMigrationStrategy.class, () -> (flyway) -> {
			})
			.withBean(MigrationToolsAsSpringBootTests.IdleLiquibase.class)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop",
					"spring.datasource.username=app", "spring.datasource.password=secret");
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoChangeLogs {

		private final DataSource dataSource;

		TwoChangeLogs(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@Bean
		LiquibaseProperties first() {
			return new LiquibaseProperties();
		}

		@Bean
		LiquibaseProperties second() {
			return new LiquibaseProperties();
		}

		@Bean
		SpringLiquibase liquibase() {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(this.dataSource);
			return liquibase;
		}

	}

	private record Replacement(DataSource other) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof HikariDataSource) ? this.other : bean;
		}

	}

	private record CountedDetails(AtomicInteger reads) implements FlywayConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return "jdbc:postgresql://db.example.com/shop";
		}

		@Override
		public String getUsername() {
			return "owner";
		}

		@Override
		public String getPassword() {
			this.reads.incrementAndGet();
			return "secret";
		}

	}

}
