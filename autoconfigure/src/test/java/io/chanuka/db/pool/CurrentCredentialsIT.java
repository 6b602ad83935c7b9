package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Credentials that change while the application runs, and that only the pool has, on a
 * real PostgreSQL that asks for a password.
 */
@Timeout(120)
class CurrentCredentialsIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database = PostgresServer.newDatabase();

	private final String url = "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + this.database.port() + "/"
			+ this.database.name();

	private final String user = "test.user=" + this.database.migrator();

	@Test
	void whenTheProviderReturnsAnotherPasswordThenAllNewConnectionsHaveIt() throws Exception {
		try (ConfigurableApplicationContext context = TestApplication.start(WithProvider.class, this.url, this.user,
				"test.password=" + this.database.migratorPassword())) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			Provider provider = context.getBean(Provider.class);
			assertThat(userOf(pool)).isEqualTo(this.database.migrator());
			replacePassword("second");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> source(pool).openForProbe(TIMEOUT));
			provider.password = "second";
			int before = provider.calls.get();
			source(pool).openForProbe(TIMEOUT).close();
			assertThat(provider.calls.get()).isEqualTo(before + 1);
			pool.renew();
			assertThat(userOf(pool)).isEqualTo(this.database.migrator());
			try (Connection connection = context.getBean(MigrationDataSource.class).getConnection()) {
				assertThat(connection.isValid(20)).isTrue();
			}
		}
	}

	@Test
	void whenThePasswordIsSetAtRunTimeThenAllNewConnectionsHaveIt() throws Exception {
		try (ConfigurableApplicationContext context = TestApplication.start(this.url,
				"spring.datasource.username=" + this.database.migrator(),
				"spring.datasource.password=" + this.database.migratorPassword())) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			assertThat(userOf(pool)).isEqualTo(this.database.migrator());
			replacePassword("second");
			pool.getHikariConfigMXBean().setPassword("second");
			source(pool).openForProbe(TIMEOUT).close();
			context.getBean(MigrationDataSource.class).getConnection().close();
			pool.renew();
			assertThat(userOf(pool)).isEqualTo(this.database.migrator());
		}
	}

	@Test
	void whenTheUserIsSetAfterConnectionsWerePreopenedThenNoneOfThemReachesThePool() throws Exception {
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), TIMEOUT)) {
			pool.warmUp();
			assertThat(source(pool).preopened().awaitAttempts(TIMEOUT)).isEqualTo(5);
			pool.setCredentials(Credentials.of(this.database.migrator(), this.database.migratorPassword()));
			assertThat(userOf(pool)).isEqualTo(this.database.migrator());
		}
	}

	@Test
	void whenTheProviderFailsThenTheFailureMayPass() throws Exception {
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(1))) {
			pool.setCredentialsProvider(() -> {
				throw new IllegalStateException("no token now");
			});
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> source(pool).openForProbe(TIMEOUT))
				.withMessageContaining("credentials provider")
				.withRootCauseInstanceOf(IllegalStateException.class);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> source(pool).getConnection());
			assertThat(source(pool).counts().failed()).containsEntry(FailureKind.OTHER, 1L);
		}
	}

	@Test
	void whenTheUrlIsSetAfterTheDataSourceWasInitializedThenTheStartFails() {
		String other = "test.other=jdbc:postgresql://127.0.0.1:" + this.database.port() + "/postgres";
		assertThatThrownBy(() -> TestApplication.start(SetsUrlLate.class, this.url,
				"spring.datasource.username=" + this.database.migrator(),
				"spring.datasource.password=" + this.database.migratorPassword(), other))
			.hasStackTraceContaining("DataSource was changed to " + other.substring(other.indexOf('=') + 1));
		assertThat(this.database.query("select tablename from pg_tables where schemaname = 'public'")).isEmpty();
	}

	private void replacePassword(String password) {
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " password '" + password + "'");
	}

	private static String userOf(DataSource pool) {
		return new JdbcTemplate(pool).queryForObject("select current_user", String.class);
	}

	private static PhysicalConnectionSource source(RuntimePool pool) {
		PhysicalConnectionSource source = pool.source();
		assertThat(source).isNotNull();
		return source;
	}

	static final class Provider implements HikariCredentialsProvider {

		private final String user;

		private final AtomicInteger calls = new AtomicInteger();

		private volatile String password;

		Provider(String user, String password) {
			this.user = user;
			this.password = password;
		}

		@Override
		public Credentials getCredentials() {
			this.calls.incrementAndGet();
			return Credentials.of(this.user, this.password);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithProvider {

		@Bean
		static Provider provider(Environment environment) {
			return new Provider(environment.getRequiredProperty("test.user"),
					environment.getRequiredProperty("test.password"));
		}

		@Bean
		static BeanPostProcessor setsProvider(Provider provider) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (bean instanceof HikariDataSource pool) {
						pool.setCredentialsProvider(provider);
					}
					return bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SetsUrlLate {

		@Bean
		Object setsUrlLate(HikariDataSource pool, Environment environment) {
			pool.setJdbcUrl(environment.getRequiredProperty("test.other"));
			return new Object();
		}

	}

}
