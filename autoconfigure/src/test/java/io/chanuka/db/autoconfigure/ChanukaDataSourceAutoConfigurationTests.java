package io.chanuka.db.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.drain.PoolDrain;
import io.chanuka.db.pool.PoolView;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.testsupport.OwnDataSource;
import io.chanuka.db.testsupport.TestConnectionDetails;
import org.h2.Driver;
import org.hsqldb.jdbc.JDBCDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChanukaConnectionDetailsAutoConfiguration} and
 * {@link ChanukaDataSourceAutoConfiguration}. Nothing connects.
 */
class ChanukaDataSourceAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JndiDataSourceAutoConfiguration.class,
				ChanukaConnectionDetailsAutoConfiguration.class, DataSourceAutoConfiguration.class,
				ChanukaDataSourceAutoConfiguration.class))
		.withPropertyValues("chanuka.db.url=postgresql://app:secret@db.example.com/shop");

	@Test
	void whenUrlIsSetThenDataSourceIsUpgradedAndPrimary() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(DatabaseSettings.class).hasSingleBean(PoolDrain.class);
			assertThat(context.getBean(DataSource.class)).isInstanceOf(RuntimePool.class)
				.isSameAs(context.getBean("dataSource"));
			assertThat(context.getBean("migrationDataSource")).isInstanceOf(MigrationDataSource.class);
			RuntimePool pool = context.getBean(RuntimePool.class);
			assertThat(pool.getJdbcUrl()).startsWith("jdbc:postgresql://db.example.com:5432/shop?")
				.contains("sslmode=verify-full");
			assertThat(pool.getUsername()).isEqualTo("app");
			assertThat(pool.getMaximumPoolSize()).isEqualTo(20);
			assertThat(pool.getConnectionTimeout()).isEqualTo(10_000);
		});
	}

	@ParameterizedTest
	@CsvSource({ "production, 20, 5, 30000, 10000, 7500, prod", "staging, 15, 5, 30000, 10000, 7500, staging",
			"development, 5, 1, 30000, 10000, 0, dev", "testing, 3, 0, 10000, 5000, 0, test" })
	void rowOfDefaultsReachesThePool(String environment, int max, int min, long idle, long wait, int uses,
			String suffix) {
		this.runner.withPropertyValues("chanuka.db.environment=" + environment, "spring.application.name=shop")
			.run((context) -> {
				RuntimePool pool = context.getBean(RuntimePool.class);
				assertThat(pool.getMaximumPoolSize()).isEqualTo(max);
				assertThat(pool.getMinimumIdle()).isEqualTo(min);
				assertThat(pool.getIdleTimeout()).isEqualTo(idle);
				assertThat(pool.getConnectionTimeout()).isEqualTo(wait);
				assertThat(pool.useLimit().getMaximum()).isEqualTo(uses);
				assertThat(context.getBean(DatabaseSettings.class).connection().applicationName().value())
					.isEqualTo("shop-" + suffix);
			});
	}

	@Test
	void eachDefaultIsOverriddenByItself() {
		this.runner
			.withPropertyValues("chanuka.db.pool.max-size=9", "chanuka.db.pool.min-idle=3",
					"chanuka.db.pool.idle-timeout=20s", "chanuka.db.pool.connection-timeout=3s",
					"chanuka.db.pool.validation-timeout=1s", "chanuka.db.pool.max-lifetime=10m",
					"chanuka.db.pool.keepalive-time=1m", "chanuka.db.pool.max-uses=11",
					"chanuka.db.pool.leak-detection-threshold=9s", "chanuka.db.application-name=mine",
					"chanuka.db.tcp-keep-alive=false")
			.run((context) -> {
				RuntimePool pool = context.getBean(RuntimePool.class);
				assertThat(pool.getMaximumPoolSize()).isEqualTo(9);
				assertThat(pool.getMinimumIdle()).isEqualTo(3);
				assertThat(pool.getIdleTimeout()).isEqualTo(20_000);
				assertThat(pool.getConnectionTimeout()).isEqualTo(3_000);
				assertThat(pool.getValidationTimeout()).isEqualTo(1_000);
				assertThat(pool.getMaxLifetime()).isEqualTo(600_000);
				assertThat(pool.getKeepaliveTime()).isEqualTo(60_000);
				assertThat(pool.useLimit().getMaximum()).isEqualTo(11);
				assertThat(pool.getLeakDetectionThreshold()).isEqualTo(9_000);
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.connection().applicationName().value()).isEqualTo("mine");
				assertThat(settings.connection().tcpKeepAlive().value()).isFalse();
			});
	}

	@Test
	void whenContextClosesThenPoolIsClosed() {
		RuntimePool[] pool = new RuntimePool[1];
		this.runner.run((context) -> pool[0] = context.getBean(RuntimePool.class));
		assertThat(pool[0].isClosed()).isTrue();
	}

	@Test
	void whenDisabledThenStepsBack() {
		this.runner.withPropertyValues("chanuka.db.enabled=false", "spring.datasource.url=jdbc:postgresql://h/db")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(DatabaseSettings.class).doesNotHaveBean("migrationDataSource");
				assertThat(context.getBean(DataSource.class).getClass()).isEqualTo(HikariDataSource.class);
			});
	}

	@Test
	void whenUserHasDataSourceThenStepsBack() {
		this.runner.withUserConfiguration(OwnDataSource.class).run((context) -> {
			assertThat(context).hasSingleBean(DataSource.class)
				.doesNotHaveBean(DatabaseSettings.class)
				.doesNotHaveBean(FlywayConnectionDetails.class);
			assertThat(context.getBean(DataSource.class)).isInstanceOf(SimpleDriverDataSource.class);
		});
	}

	@Test
	void whenUrlIsOfAnotherDatabaseThenStepsBack() {
		this.runner.withPropertyValues("chanuka.db.url=", "spring.datasource.url=jdbc:h2:mem:test").run((context) -> {
			assertThat(context).doesNotHaveBean(DatabaseSettings.class);
			assertThat(context.getBean(DataSource.class).getClass()).isEqualTo(HikariDataSource.class);
		});
	}

	@Test
	void whenNothingIsSetAndAnEmbeddedDatabaseIsAvailableThenStepsBack() {
		this.runner.withPropertyValues("chanuka.db.url=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DatabaseSettings.class));
	}

	@Test
	void whenNothingIsSetAndNoEmbeddedDatabaseIsAvailableThenThatIsReported() {
		this.runner.withPropertyValues("chanuka.db.url=")
			.withClassLoader(new FilteredClassLoader(Driver.class, JDBCDriver.class))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("no database URL is set"));
	}

	@Test
	void whenDriverIsAbsentThenStepsBack() {
		this.runner.withClassLoader(new FilteredClassLoader(org.postgresql.Driver.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:test")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DatabaseSettings.class));
	}

	@Test
	void whenUserHasConnectionDetailsThenTheyWinForBothEndpoints() {
		this.runner.withUserConfiguration(OwnDetails.class)
			.withPropertyValues("chanuka.db.migration.url=postgresql://other/db")
			.run((context) -> {
				assertThat(context.getBean(RuntimePool.class).getJdbcUrl()).isEqualTo("jdbc:postgresql://own:1/own");
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().toJdbcUrl()).isEqualTo("jdbc:postgresql://own:1/own");
				assertThat(settings.migration().url().value().toJdbcUrl()).isEqualTo("jdbc:postgresql://own:1/own");
				assertThat(context.getBean(FlywayConnectionDetails.class).getJdbcUrl())
					.startsWith("jdbc:postgresql://own:1/own?");
			});
	}

	@Test
	void whenDetailsAreOfAnotherDatabaseThenEverythingStaysSpringBoots() {
		this.runner.withUserConfiguration(H2Details.class).run((context) -> {
			assertThat(context.getBean(DataSource.class).getClass()).isEqualTo(HikariDataSource.class);
			assertThat(context.getBean(FlywayConnectionDetails.class).getJdbcUrl()).isNull();
			assertThat(context.getBean(MigrationDataSource.class).getTargetDataSource())
				.isSameAs(context.getBean(DataSource.class));
			PoolView view = context.getBean(PoolView.class);
			assertThat(view.snapshot().total()).isZero();
			assertThat(view.connections()).isEqualTo(ConnectionsSnapshot.none());
			assertThat(view.connections().failed()).hasSameSizeAs(FailureKind.values());
			assertThat(view.outage()).isNull();
			assertThat(view.poolerEvidence()).isEqualTo(PoolerEvidence.NOT_ASKED);
		});
	}

	@Test
	void whenPlaceholdersAreBlankThenTheyCountAsNotSet() {
		this.runner
			.withPropertyValues("chanuka.db.migration.url=${NO_SUCH:}", "chanuka.db.password=${NO_SUCH:}",
					"chanuka.db.pool.max-size=${NO_SUCH:}", "chanuka.db.pool.idle-timeout=${NO_SUCH:}")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().credentials().value().password()).isEqualTo("secret");
				assertThat(settings.migration().url().value()).isEqualTo(settings.runtime().url().value());
				assertThat(settings.pool().maxSize().value()).isEqualTo(20);
			});
	}

	@Test
	void whenPlaceholderCannotBeResolvedButIsNotNeededThenStarts() {
		this.runner.withUserConfiguration(OwnDataSource.class)
			.withPropertyValues("chanuka.db.url=${NO_SUCH}")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenUserHasMigrationDataSourceThenOursStepsBackAndTheRestStays() {
		this.runner.withUserConfiguration(OwnMigrationDataSource.class).run((context) -> {
			assertThat(context).doesNotHaveBean("migrationDataSource").hasSingleBean(PoolDrain.class);
			assertThat(context.getBean(DataSource.class)).isInstanceOf(RuntimePool.class);
		});
	}

	@Test
	void whenSeveralValuesAreWrongThenAllAreReportedAtOnce() {
		this.runner
			.withPropertyValues("chanuka.db.url=mysql://u:planted@h/db", "chanuka.db.pool.max-size=many",
					"chanuka.db.pool.idle-timeout=1s", "spring.datasource.hikari.minimum-idle=few")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("chanuka.db.url")
				.hasMessageContaining("chanuka.db.pool.max-size in test = many: it is not a whole number")
				.hasMessageContaining("chanuka.db.pool.idle-timeout in test = 1s: it is shorter than 10s")
				.hasMessageNotContaining("planted"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigrationDataSource {

		@Bean(defaultCandidate = false)
		@FlywayDataSource
		DataSource ownMigrations() {
			return new SimpleDriverDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class H2Details {

		@Bean
		JdbcConnectionDetails h2Details() {
			return new TestConnectionDetails("jdbc:h2:mem:test", "sa", "");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDetails {

		@Bean
		JdbcConnectionDetails ownDetails() {
			return new TestConnectionDetails("jdbc:postgresql://own:1/own", "own", "own");
		}

	}

}
