package io.chanuka.db.autoconfigure.guard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that cannot be marked after its change sets were applied, on a real
 * PostgreSQL.
 */
class UnmarkedDatabaseIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenThePoolOfTheChangeSetsThrowsAfterThemThenTheApplicationStarts() {
		try (ConfigurableApplicationContext context = TestApplication.start(Once.class,
				"chanuka.db.url=" + this.database.runtimeUrl(), "chanuka.db.environment=production",
				"chanuka.db.ssl.mode=disable", "spring.flyway.enabled=false", "spring.liquibase.enabled=true",
				"spring.liquibase.change-log=classpath:liquibase/changelog.sql",
				"once.url=jdbc:" + this.database.bareUrl(), "once.user=" + this.database.migrator(),
				"once.password=" + this.database.migratorPassword())) {
			assertThat(context.getBean(OneConnection.class).acquired()).isEqualTo(2);
			assertThat(this.database.query("select count(*) from item")).containsExactly("0");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Once {

		@Bean(defaultCandidate = false)
		@LiquibaseDataSource
		OneConnection once(Environment environment) {
			return new OneConnection(new DriverManagerDataSource(environment.getRequiredProperty("once.url"),
					environment.getRequiredProperty("once.user"), environment.getRequiredProperty("once.password")));
		}

	}

	/**
	 * A pool that has one connection and is closed after it.
	 */
	static class OneConnection extends DelegatingDataSource {

		private final AtomicInteger acquired = new AtomicInteger();

		OneConnection(DataSource target) {
			super(target);
		}

		int acquired() {
			return this.acquired.get();
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (this.acquired.incrementAndGet() > 1) {
				throw new IllegalStateException("Pool not open");
			}
			return super.getConnection();
		}

	}

}
