package io.chanuka.db.ecosystem;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.chanuka.db.pool.PoolView;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people put beside the starter works with the runtime's connections.
 */
class EcosystemIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void jpaGetsTheRuntimeUser() {
		try (ConfigurableApplicationContext context = start(Jpa.class,
				"spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,"
						+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration",
				"spring.jpa.hibernate.ddl-auto=validate")) {
			ItemJpaRepository items = context.getBean(ItemJpaRepository.class);
			Item saved = items.save(new Item("jpa"));
			assertThat(items.findById(saved.getId())).get().extracting(Item::getName).isEqualTo("jpa");
			assertThat(items.currentUser()).isEqualTo(this.database.runtime());
			assertMigratedByMigrator();
		}
	}

	@Test
	void springDataJdbcGetsTheRuntimeUser() {
		try (ConfigurableApplicationContext context = start(DataJdbc.class,
				"spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,"
						+ "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
						+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")) {
			ItemJdbcRepository items = context.getBean(ItemJdbcRepository.class);
			Item saved = items.save(new Item("jdbc"));
			assertThat(items.findById(saved.getId())).get().extracting(Item::getName).isEqualTo("jdbc");
			assertThat(items.currentUser()).isEqualTo(this.database.runtime());
			assertMigratedByMigrator();
		}
	}

	@Test
	void datasourceMicrometerWrapsAndEverythingStillWorks() {
		try (ConfigurableApplicationContext context = start(Nothing.class,
				"spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
						+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration,"
						+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration")) {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(dataSource).isNotInstanceOf(RuntimePool.class);
			assertThat(RuntimePool.behind(dataSource)).isNotNull();
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("select current_user", String.class))
				.isEqualTo(this.database.runtime());
			assertThat(context.getBean(PoolView.class).snapshot().total()).isPositive();
			assertMigratedByMigrator();
		}
	}

	@Test
	void shedLockLocksThroughTheRuntimePool() {
		try (ConfigurableApplicationContext context = start(Nothing.class)) {
			PostgresServer.execute(this.database.name(),
					"create table shedlock (name varchar(64) primary key, lock_until timestamp not null, "
							+ "locked_at timestamp not null, locked_by varchar(255) not null)",
					"grant all on shedlock to " + this.database.runtime());
			JdbcTemplateLockProvider locks = new JdbcTemplateLockProvider(context.getBean(DataSource.class));
			Optional<SimpleLock> first = locks.lock(lock());
			assertThat(first).isPresent();
			assertThat(locks.lock(lock())).isEmpty();
			first.get().unlock();
			assertThat(locks.lock(lock())).isPresent();
		}
	}

	@Test
	void transactionsRollBack() {
		try (ConfigurableApplicationContext context = start(Nothing.class)) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				jdbc.update("insert into item (name) values ('deleted')");
				status.setRollbackOnly();
			});
			assertThat(jdbc.queryForObject("select count(*) from item", Integer.class)).isZero();
		}
	}

	private static LockConfiguration lock() {
		return new LockConfiguration(Instant.now(), "job", Duration.ofMinutes(1), Duration.ZERO);
	}

	private void assertMigratedByMigrator() {
		assertThat(this.database.query("select distinct installed_by from flyway_schema_history"))
			.containsExactly(this.database.migrator());
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return TestApplication.start(configuration,
				Stream
					.concat(Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
							"chanuka.db.migration.url=" + this.database.migrationUrl()), Arrays.stream(properties))
					.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Item.class)
	@EnableJpaRepositories(
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ItemJdbcRepository.class))
	static class Jpa {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Item.class)
	@EnableJdbcRepositories(
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ItemJpaRepository.class))
	static class DataJdbc {

	}

}
