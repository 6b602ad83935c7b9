package io.chanuka.db;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.management.ObjectName;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.HikariConfigCustomizer;
import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.drain.PoolDrain;
import io.chanuka.db.migration.MigrationStrategy;
import io.chanuka.db.pool.PoolView;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestConnectionDetails;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.dbcp2.BasicDataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The wiring in full contexts on a real PostgreSQL, with all that users of Spring Boot
 * turn on or bring themselves.
 */
@ExtendWith(OutputCaptureExtension.class)
class WiringIT {

	private static final AtomicInteger NAMES = new AtomicInteger();

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenJmxIsOnThenHikariRegistersItsBeansAndTheStartSucceeds() throws Exception {
		String pool = "jmx" + NAMES.incrementAndGet();
		try (ConfigurableApplicationContext context = start("spring.jmx.enabled=true",
				"spring.datasource.hikari.register-mbeans=true", "spring.datasource.hikari.pool-name=" + pool)) {
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			assertThat(ManagementFactory.getPlatformMBeanServer()
				.isRegistered(new ObjectName("com.zaxxer.hikari:type=Pool (" + pool + ")"))).isTrue();
		}
	}

	@Test
	void whenConnectionFetchIsLazyThenAnUnusedBorrowCostsNothing() throws Exception {
		try (ConfigurableApplicationContext context = start("spring.datasource.connection-fetch=lazy")) {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(dataSource).isInstanceOf(LazyConnectionDataSourceProxy.class);
			try (Connection connection = dataSource.getConnection()) {
				connection.setAutoCommit(false);
				assertThat(context.getBean(PoolView.class).snapshot().active()).isZero();
			}
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			assertThat(health(context).getComponents()).containsOnlyKeys("runtime", "migration");
			assertMigratedByMigrator();
		}
	}

	@Test
	void whenAnotherPoolIsChosenThenStepsBackAndMigrationsKeepTheirUser(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(
				"spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource")) {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(BasicDataSource.class);
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			assertThat(context.containsBean("migrationDataSource")).isFalse();
			assertMigratedByMigrator();
			assertThat(output).containsOnlyOnce("Chanuka DB backs off: the DataSource is another pool than HikariCP");
		}
	}

	@Test
	void whenUserHasDataSourceThenItIsUsedForEverything(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(OwnDataSource.class, "own.database=" + this.database.name(),
				"own.port=" + this.database.port(), "chanuka.db.url=postgresql://app:secret@production.invalid/shop")) {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(PGSimpleDataSource.class);
			assertThat(currentUser(context)).isEqualTo("postgres");
			assertThat(this.database.query("select installed_by from flyway_schema_history"))
				.containsExactly("postgres");
			assertThat(context.getBeansOfType(PoolDrain.class)).isEmpty();
			assertThat(output).containsOnlyOnce("Chanuka DB backs off: the application has a DataSource of its own");
		}
	}

	@Test
	void whenUserHasASecondDataSourceThenBothWorkAndBothShowTheirHealth() {
		try (ConfigurableApplicationContext context = start(SecondDataSource.class,
				"own.database=" + this.database.name(), "own.port=" + this.database.port())) {
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			assertThat(new JdbcTemplate(context.getBean("second", DataSource.class))
				.queryForObject("select current_user", String.class)).isEqualTo("postgres");
			assertThat(health(context).getComponents()).containsOnlyKeys("runtime", "migration", "second");
			assertMigratedByMigrator();
		}
	}

	@Test
	void whenUserHasFlywayThenItRunsAsTheUserMadeIt() {
		try (ConfigurableApplicationContext context = start(OwnFlyway.class)) {
			assertThat(this.database.query("select installed_by from own_history"))
				.containsExactly(this.database.migrator());
			assertThat(health(context).getComponents()).containsOnlyKeys("runtime", "migration");
		}
	}

	@Test
	void whenUserHasMigrationStrategyThenItIsAsked() {
		try (ConfigurableApplicationContext context = start(OwnStrategy.class)) {
			assertThat(context.getBeansOfType(MigrationStrategy.class)).isEmpty();
			assertThat(this.database.query("select count(*) from pg_tables where tablename = 'item'"))
				.containsExactly("0");
			assertThat(health(context).getComponents().get("migration").getStatus().getCode()).isEqualTo("UNKNOWN");
			assertThat(health(context).getStatus().getCode()).isEqualTo("UP");
		}
	}

	@Test
	void whenUserHasConnectionDetailsThenBothEndpointsFollow() {
		try (ConfigurableApplicationContext context = start(OwnDetails.class, "own.database=" + this.database.name(),
				"own.port=" + this.database.port())) {
			assertThat(currentUser(context)).isEqualTo("postgres");
			assertThat(this.database.query("select installed_by from flyway_schema_history"))
				.containsExactly("postgres");
		}
	}

	@Test
	void metersKeepTheirNamesAndTagsAndThereIsOneHealthProbe() {
		try (ConfigurableApplicationContext context = start("spring.datasource.hikari.pool-name=shop")) {
			currentUser(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			for (String meter : new String[] { "hikaricp.connections", "hikaricp.connections.active",
					"hikaricp.connections.idle", "hikaricp.connections.pending", "hikaricp.connections.max",
					"hikaricp.connections.min", "hikaricp.connections.acquire", "hikaricp.connections.usage",
					"hikaricp.connections.creation", "hikaricp.connections.timeout" }) {
				assertThat(registry.get(meter).tag("pool", "shop").meters()).as(meter).hasSize(1);
			}
			for (String meter : new String[] { "jdbc.connections.active", "jdbc.connections.idle",
					"jdbc.connections.max", "jdbc.connections.min" }) {
				assertThat(registry.find(meter).tag("name", "dataSource").meters()).as(meter).hasSize(1);
				assertThat(registry.find(meter).meters()).as(meter).hasSize(1);
			}
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("dataSource")).isNull();
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("db")).isNotNull();
		}
	}

	@Test
	void whenContextIsPausedBetweenTestClassesThenNothingStops() {
		try (ConfigurableApplicationContext context = start()) {
			currentUser(context);
			context.pause();
			assertThat(context.getBean(PoolDrain.class).isRunning()).isTrue();
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			context.restart();
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
		}
	}

	@Test
	void whenInitializationIsLazyThenEverythingIsThereWhenAskedFor() {
		try (ConfigurableApplicationContext context = start("spring.main.lazy-initialization=true")) {
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			assertMigratedByMigrator();
			assertThat(context.getBean(PoolDrain.class).isRunning()).isTrue();
			assertThat(health(context).getStatus().getCode()).isEqualTo("UP");
		}
	}

	@Test
	void whenHikariHasDataSourcePropertiesThenMigrationsGetThemWithoutTheTimeoutsOfStatements() throws Exception {
		try (ConfigurableApplicationContext context = start(
				"spring.datasource.hikari.data-source-properties.options=-c work_mem=7MB",
				"spring.datasource.hikari.data-source-properties.channelBinding=disable",
				"spring.datasource.hikari.data-source-properties.socketTimeout=7");
				Connection connection = context.getBean(MigrationDataSource.class).getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("show work_mem")) {
			row.next();
			assertThat(row.getString(1)).isEqualTo("7MB");
			assertThat(connection.getNetworkTimeout()).isZero();
		}
	}

	@Test
	void whenRequireAuthCannotBeMetThenMigrationsAreRefusedToo() {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> start("spring.datasource.hikari.data-source-properties.requireAuth=gss"))
			.withStackTraceContaining("requireAuth")
			.withStackTraceContaining("flywayInitializer");
	}

	@Test
	void reportShowsWhatIsInEffectAfterTheCustomizer(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(OwnCustomizer.class, "chanuka.db.pool.max-size=7",
				"spring.datasource.hikari.data-source-properties.connectTimeout=4")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).contains("pool         at most 2,",
					"chanuka.db.pool.max-size = 2 (set on the pool by the application",
					"chanuka.db.application-name = customized (set on the pool by the application",
					"chanuka.db.connect-timeout = 4s (spring.datasource.hikari.data-source-properties");
		}
	}

	@Test
	void whenSqlInitScriptsAreOnThenTheyRunAsTheRuntimeUserAfterTheMigration() {
		try (ConfigurableApplicationContext context = start("spring.sql.init.mode=always",
				"spring.sql.init.data-locations=classpath:init/data.sql")) {
			assertThat(context.getBean(JdbcTemplate.class).queryForList("select name from item", String.class))
				.containsExactly("from script by " + this.database.runtime());
		}
	}

	@Test
	void whenHikariHasDataSourcePropertiesThenTheDriverGetsThem() {
		try (ConfigurableApplicationContext context = start(
				"spring.datasource.hikari.data-source-properties.options=-c work_mem=7MB",
				"spring.datasource.hikari.data-source-properties.ApplicationName=mine")) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			assertThat(jdbc.queryForObject("show work_mem", String.class)).isEqualTo("7MB");
			assertThat(jdbc.queryForObject("show application_name", String.class)).isEqualTo("mine");
		}
	}

	@Test
	void whenCustomizerIsPresentThenItHasTheLastWord() {
		try (ConfigurableApplicationContext context = start(OwnCustomizer.class, "chanuka.db.pool.max-size=7")) {
			assertThat(context.getBean(RuntimePool.class).getMaximumPoolSize()).isEqualTo(2);
			assertThat(context.getBean(RuntimePool.class).getIdleTimeout()).isEqualTo(30_000);
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("show application_name", String.class))
				.isEqualTo("customized");
		}
	}

	@Test
	void connectionUnwrapsToTheDriversOwn() throws Exception {
		try (ConfigurableApplicationContext context = start();
				Connection connection = context.getBean(DataSource.class).getConnection()) {
			assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
			assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
		}
	}

	@Test
	void whenASpringUrlStandsBesideOursThenOursIsUsedAndTheReportNamesIt(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(
				"spring.datasource.url=jdbc:postgresql://other.invalid/db")) {
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			assertThat(output).contains("postgres, direct (chanuka.db.url on the command line)")
				.doesNotContain("other.invalid");
		}
	}

	@Test
	void whenOnlySpringDatasourceUrlIsSetThenItIsEnough() {
		try (ConfigurableApplicationContext context = TestApplication.start(
				"spring.datasource.url=jdbc:" + this.database.bareUrl(),
				"spring.datasource.username=" + this.database.migrator(),
				"spring.datasource.password=" + this.database.migratorPassword(),
				"spring.datasource.hikari.maximum-pool-size=4")) {
			assertThat(currentUser(context)).isEqualTo(this.database.migrator());
			assertThat(context.getBean(RuntimePool.class).getMaximumPoolSize()).isEqualTo(4);
			assertThat(context.getBean(RuntimePool.class).getMinimumIdle()).isEqualTo(1);
			assertThat(health(context).getComponents()).containsOnlyKeys("runtime", "migration");
		}
	}

	@Test
	void whenTheDataSourceIsExcludedThenFlywayIsNotForced() {
		try (ConfigurableApplicationContext context = TestApplication
			.start("spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName()
					+ ",net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,"
					+ "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
					+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration,"
					+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration")) {
			assertThat(context.getBeansOfType(Flyway.class)).isEmpty();
		}
	}

	@Test
	void whenLiquibaseIsUsedThenItMigratesAsTheMigrator() {
		try (ConfigurableApplicationContext context = start("spring.flyway.enabled=false",
				"spring.liquibase.enabled=true", "spring.liquibase.change-log=classpath:liquibase/changelog.sql")) {
			assertThat(this.database.query("select tableowner from pg_tables where tablename = 'item'"))
				.containsExactly(this.database.migrator());
			assertThat(currentUser(context)).isEqualTo(this.database.runtime());
			Awaitility.await()
				.untilAsserted(() -> assertThat(this.database.connectedUsers()).containsOnly(this.database.runtime()));
			assertThat(health(context).getComponents()).containsOnlyKeys("runtime", "migration");
		}
	}

	@Test
	void whenDisabledThenSpringBootDoesItAll(CapturedOutput output) {
		try (ConfigurableApplicationContext context = TestApplication.start("chanuka.db.enabled=false",
				"spring.datasource.url=jdbc:" + this.database.bareUrl(),
				"spring.datasource.username=" + this.database.migrator(),
				"spring.datasource.password=" + this.database.migratorPassword())) {
			assertThat(context.getBean(DataSource.class).getClass()).isEqualTo(HikariDataSource.class);
			assertThat(Arrays.stream(context.getBeanDefinitionNames())
				.filter((name) -> name.startsWith("chanuka") || name.equals("migrationDataSource")))
				.containsExactly("chanukaStepBackNotice");
			assertThat(output)
				.containsOnlyOnce("Chanuka DB backs off: it is switched off by chanuka.db.enabled on the command line");
		}
	}

	private void assertMigratedByMigrator() {
		assertThat(this.database.query("select distinct installed_by from flyway_schema_history"))
			.containsExactly(this.database.migrator());
	}

	private static String currentUser(ConfigurableApplicationContext context) {
		return context.getBean(JdbcTemplate.class).queryForObject("select current_user", String.class);
	}

	private static CompositeHealthDescriptor health(ConfigurableApplicationContext context) {
		return (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class).healthForPath("db");
	}

	private ConfigurableApplicationContext start(String... properties) {
		return start(Nothing.class, properties);
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return TestApplication.start(configuration,
				Stream
					.concat(Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
							"chanuka.db.migration.url=" + this.database.migrationUrl()), Arrays.stream(properties))
					.toArray(String[]::new));
	}

	private static PGSimpleDataSource superuser(String database, int port) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
		dataSource.setUser("postgres");
		return dataSource;
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDataSource {

		@Bean
		DataSource mine(Environment environment) {
			return superuser(environment.getRequiredProperty("own.database"),
					environment.getRequiredProperty("own.port", Integer.class));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondDataSource {

		@Bean(defaultCandidate = false)
		DataSource second(Environment environment) {
			return superuser(environment.getRequiredProperty("own.database"),
					environment.getRequiredProperty("own.port", Integer.class));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFlyway {

		@Bean(initMethod = "migrate")
		Flyway ownFlyway(@FlywayDataSource DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).table("own_history").load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy nothing() {
			return (flyway) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		HikariConfigCustomizer smaller() {
			return (config) -> {
				config.setMaximumPoolSize(2);
				config.addDataSourceProperty("ApplicationName", "customized");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDetails {

		@Bean
		JdbcConnectionDetails ownDetails(Environment environment) {
			String url = superuser(environment.getRequiredProperty("own.database"),
					environment.getRequiredProperty("own.port", Integer.class))
				.getURL();
			return new TestConnectionDetails(url, "postgres", "postgres");
		}

	}

}
