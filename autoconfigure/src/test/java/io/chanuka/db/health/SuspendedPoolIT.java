package io.chanuka.db.health;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.DelayProxy;
import io.chanuka.db.testsupport.HealthCalls;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.jdbc.HikariCheckpointRestoreLifecycle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool that is suspended: by an operator, or for a checkpoint of the JVM (CRaC), around
 * which Spring stops and starts the beans of the context and Spring Boot suspends the
 * pool.
 */
@Timeout(120)
class SuspendedPoolIT {

	private static final Duration LIMIT = Duration.ofSeconds(16);

	@Test
	void aPoolThatIsSuspendedIsNotDownAndNotProbed() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server, TestApplication.class,
						"chanuka.db.readiness.enabled=true")) {
			HealthCalls health = new HealthCalls(context);
			await(() -> health.status().equals("UP"));
			RuntimePool pool = context.getBean(RuntimePool.class);
			pool.getHikariPoolMXBean().suspendPool();
			await(() -> health.status().equals("DEGRADED"));
			Awaitility.await()
				.during(Duration.ofSeconds(4))
				.atMost(LIMIT)
				.until(() -> health.status().equals("DEGRADED") && !health.runtime().path("details").has("pending"));
			assertThat(health.problems()).contains("suspended");
			assertThat(health.readiness()).isEqualTo(200);
			pool.getHikariPoolMXBean().resumePool();
			await(() -> health.status().equals("UP"));
		}
	}

	@Test
	void aCheckpointFindsNoConnectionAndAfterItAllGoesOn() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server, Checkpoints.class,
						"chanuka.db.readiness.enabled=true")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			await(() -> new HealthCalls(context).status().equals("UP"));
			for (int i = 0; i < 2; i++) {
				context.stop();
				assertThat(pool.isSuspended()).isTrue();
				assertThat(pool.source().connections().size()).isZero();
				Awaitility.await()
					.during(Duration.ofSeconds(1))
					.atMost(LIMIT)
					.until(() -> pool.source().connections().size() == 0 && server.connections() == 0);
				context.start();
				query(pool);
				HealthCalls health = new HealthCalls(context);
				await(() -> health.status().equals("UP"));
				await(() -> health.readiness() == 200);
				await(() -> pool.snapshot().idle() == 3);
			}
		}
	}

	/**
	 * Connections that were opened before the pool asked for them would be open sockets,
	 * with which a checkpoint fails.
	 */
	@Test
	void aCheckpointWhileConnectionsArePreOpenedFindsNone() throws Exception {
		try (RestartableServer server = new RestartableServer();
				ConfigurableApplicationContext context = start(server, Checkpoints.class)) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			await(() -> new HealthCalls(context).status().equals("UP"));
			await(() -> pool.snapshot().idle() == 3);
			pool.warmUp();
			await(() -> pool.source().connections().size() == 6);
			context.stop();
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> pool.source().connections().size() == 0);
			assertThat(server.connections()).isZero();
			context.start();
			query(pool);
		}
	}

	@Test
	void beforeACheckpointWhileTheContextStartsNothingIsOpened() throws Exception {
		SpringProperties.setProperty(DefaultLifecycleProcessor.CHECKPOINT_PROPERTY_NAME,
				DefaultLifecycleProcessor.ON_REFRESH_VALUE);
		try (RestartableServer server = new RestartableServer();
				DelayProxy proxy = new DelayProxy(server.port(), Duration.ZERO);
				ConfigurableApplicationContext context = start(url(server, proxy), TestApplication.class)) {
			assertThat(proxy.connections()).isZero();
			query(context.getBean(RuntimePool.class));
			assertThat(proxy.connections()).isPositive();
		}
		finally {
			SpringProperties.setProperty(DefaultLifecycleProcessor.CHECKPOINT_PROPERTY_NAME, null);
		}
	}

	@Test
	void anApplicationWhosePoolIsSuspendedCloses() throws Exception {
		try (RestartableServer server = new RestartableServer()) {
			ConfigurableApplicationContext context = start(server, TestApplication.class,
					"chanuka.db.shutdown.drain-timeout=1s");
			RuntimePool pool = context.getBean(RuntimePool.class);
			query(pool);
			pool.getHikariPoolMXBean().suspendPool();
			CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
				try {
					query(pool);
				}
				catch (SQLException ex) {
					// The pool closes.
				}
			}, (task) -> new Thread(task).start());
			long start = System.nanoTime();
			context.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
			assertThat(server.connections()).isZero();
			assertThat(caller).succeedsWithin(LIMIT);
		}
	}

	private static void query(RuntimePool pool) throws SQLException {
		try (Connection connection = pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select 1")) {
			assertThat(row.next()).isTrue();
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(LIMIT).until(condition);
	}

	private static String url(RestartableServer server, DelayProxy proxy) {
		return server.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/");
	}

	private static ConfigurableApplicationContext start(RestartableServer server, Class<?> configuration,
			String... properties) {
		return start(server.url(), configuration, properties);
	}

	private static ConfigurableApplicationContext start(String url, Class<?> configuration, String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.addAll(List.of("server.port=0", "chanuka.db.url=" + url, "spring.flyway.enabled=false",
				"chanuka.db.pool.max-size=3", "chanuka.db.pool.min-idle=3",
				"spring.datasource.hikari.allow-pool-suspension=true",
				"management.endpoints.web.exposure.include=health", "management.endpoint.health.show-details=always"));
		return TestApplication.start(WebApplicationType.SERVLET, new Class<?>[] { configuration },
				all.toArray(String[]::new));
	}

	/**
	 * As Spring Boot does where the API of CRaC is on the class path.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Checkpoints {

		@Bean
		HikariCheckpointRestoreLifecycle hikariCheckpointRestoreLifecycle(HikariDataSource dataSource,
				ConfigurableApplicationContext context) {
			return new HikariCheckpointRestoreLifecycle(dataSource, context);
		}

	}

}
