package io.chanuka.db.ecosystem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.properties.ConfigurationPropertiesRebinder;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The pool goes on when Spring Cloud refreshes properties.
 */
class SpringCloudIT {

	private static final String NEVER_REFRESHABLE = "spring.cloud.refresh.never-refreshable";

	private static final String OBSERVATION = "net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,";

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void beforeRefresh() {
		this.file = this.directory.resolve("changing.properties");
		write("greeting=before", "spring.datasource.hikari.maximum-pool-size=4", "chanuka.db.pool.min-idle=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void whenPropertiesAreRefreshedThenThePoolGoesOnWithItsLimits(String fetch) {
		try (ConfigurableApplicationContext context = start(OBSERVATION,
				"spring.datasource.connection-fetch=" + fetch)) {
			assertGoesOn(context);
		}
	}

	@Test
	void whenAnotherLibraryWrapsThePoolThenItGoesOnAsWell() {
		try (ConfigurableApplicationContext context = start("")) {
			assertThat(context.getBean(DataSource.class)).isNotInstanceOf(RuntimePool.class);
			assertGoesOn(context);
		}
	}

	@Test
	void whenOnlyTheEventIsPublishedThenThePoolGoesOnAsWell() {
		try (ConfigurableApplicationContext context = start(OBSERVATION)) {
			List<Object> before = limits(context);
			backend(context);
			context.publishEvent(new EnvironmentChangeEvent(context, Set.of("any")));
			assertThat(limits(context)).isEqualTo(before);
		}
	}

	@Test
	void whenThePoolIsNotExemptThenTheRefreshFailsAndRewritesItsLimits() {
		try (ConfigurableApplicationContext context = start(OBSERVATION)) {
			context.getEnvironment().getPropertySources().remove("chanukaNeverRefreshable");
			List<Object> before = limits(context);
			backend(context);
			change();
			assertThatIllegalStateException().isThrownBy(() -> refresh(context))
				.withMessageContaining("The configuration of the pool is sealed once started");
			assertThat(limits(context)).isNotEqualTo(before);
		}
	}

	/**
	 * A refresh runs environment post-processors again, on an environment that lacks such
	 * a source.
	 */
	@Test
	void whenPropertiesAreRefreshedThenTheUsersOwnValueIsKept() {
		try (ConfigurableApplicationContext context = start(OBSERVATION)) {
			MutablePropertySources sources = context.getEnvironment().getPropertySources();
			sources.addLast(new MapPropertySource("own", Map.of(NEVER_REFRESHABLE, "com.example.Own")));
			change();
			refresh(context);
			assertThat(context.getBean(ConfigurationPropertiesRebinder.class).getNeverRefreshable())
				.containsExactlyInAnyOrder("com.example.Own", RuntimePool.class.getName(), "dataSource");
		}
	}

	private void assertGoesOn(ConfigurableApplicationContext context) {
		List<Object> before = limits(context);
		int backend = backend(context);
		assertThat(context.getBean(Greeting.class).text()).isEqualTo("before " + backend);
		change();
		refresh(context);
		assertThat(context.getBean(Greeting.class).text()).isEqualTo("after " + backend);
		assertThat(limits(context)).isEqualTo(before).startsWith(4, 2);
		assertThat(backend(context)).isEqualTo(backend);
	}

	private void change() {
		write("greeting=after", "spring.datasource.hikari.maximum-pool-size=9", "chanuka.db.pool.min-idle=1");
	}

	private void write(String... lines) {
		try {
			Files.write(this.file, List.of(lines));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Rebinds beans with properties and makes beans in the refresh scope anew.
	 */
	private static void refresh(ConfigurableApplicationContext context) {
		assertThat(context.getBean(ContextRefresher.class).refresh()).contains("greeting",
				"spring.datasource.hikari.maximum-pool-size", "chanuka.db.pool.min-idle");
	}

	private static List<Object> limits(ConfigurableApplicationContext context) {
		RuntimePool pool = RuntimePool.behind(context.getBean(DataSource.class));
		assertThat(pool).isNotNull();
		return List.of(pool.getMaximumPoolSize(), pool.getMinimumIdle(), pool.getConnectionTimeout(),
				pool.getIdleTimeout(), pool.getValidationTimeout(), pool.getLeakDetectionThreshold());
	}

	private static int backend(ConfigurableApplicationContext context) {
		return oldestBackend(context.getBean(JdbcTemplate.class));
	}

	/**
	 * The process that serves the first connection of the pool.
	 */
	private static int oldestBackend(JdbcTemplate jdbc) {
		return jdbc.queryForObject("select pid from pg_stat_activity where usename = current_user "
				+ "and backend_type = 'client backend' order by backend_start limit 1", Integer.class);
	}

	private ConfigurableApplicationContext start(String excluded, String... properties) {
		return TestApplication.start(Greetings.class, Stream.concat(
				Stream.of("spring.autoconfigure.exclude="
						+ excluded + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
						+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration,"
						+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration",
						"chanuka.db.url=" + this.database.runtimeUrl(),
						"chanuka.db.migration.url=" + this.database.migrationUrl(),
						"spring.config.import=file:" + this.file),
				Arrays.stream(properties))
			.toArray(String[]::new));
	}

	/**
	 * A bean in the refresh scope that works with the database.
	 */
	static class Greeting {

		private final String text;

		Greeting(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Greetings {

		@Bean
		@RefreshScope
		Greeting greeting(Environment environment, JdbcTemplate jdbc) {
			return new Greeting(environment.getProperty("greeting") + " " + oldestBackend(jdbc));
		}

	}

}
