package io.chanuka.db.startup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.startup.RecordedGate;
import io.chanuka.db.lifecycle.PhasedLifecycle;
import io.chanuka.db.testsupport.KeepAliveClient;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Nothing connects while the application starts.
 */
@Timeout(120)
class FirstUseAfterStartIT {

	private static final String NO_IDLE = "chanuka.db.pool.min-idle=0";

	private static final String LAZY = "spring.datasource.connection-fetch=lazy";

	private static final List<String> acquired = new CopyOnWriteArrayList<>();

	private final TestDatabase database = PostgresServer.newDatabase();

	FirstUseAfterStartIT() {
		acquired.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { NO_IDLE, LAZY })
	void whenTheApplicationIsClosedThenItsLastWorkGetsConnections(String property) throws Exception {
		CompletableFuture<Integer> answer;
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, LastWork.class, property)) {
			answer = CompletableFuture.supplyAsync(() -> get(context));
			assertThat(context.getBean(Requests.class).entered.await(60, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(acquired).containsExactly("lifecycle", "request", "destruction");
		assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { NO_IDLE, LAZY })
	void whenAConnectionHasBeenOpenedAfterTheStartThenTheEndpointIsPassed(String property) {
		try (ConfigurableApplicationContext context = start(WebApplicationType.NONE, LastWork.class, property)) {
			GatedEndpoint endpoint = RecordedGate.find(context.getBeanFactory()).endpoint(EndpointRole.RUNTIME);
			acquire(context.getBean(DataSource.class), "first");
			acquire(context.getBean(DataSource.class), "second");
			assertThat(endpoint.isPassed()).isTrue();
			assertThat(endpoint.failure()).isNull();
		}
		assertThat(acquired).containsExactly("first", "second", "lifecycle", "destruction");
	}

	@Test
	void whenARunnerFailsThenTheLastWorkGetsConnections() {
		assertThatIllegalStateException().isThrownBy(() -> start(WebApplicationType.NONE, FailingRunner.class, NO_IDLE))
			.withMessage("The runner fails");
		assertThat(acquired).containsExactly("lifecycle", "destruction");
	}

	private ConfigurableApplicationContext start(WebApplicationType type, Class<?> configuration, String property) {
		return TestApplication.start(type, new Class<?>[] { configuration }, "server.port=0",
				"chanuka.db.url=" + this.database.runtimeUrl(), "spring.flyway.enabled=false", property);
	}

	private static int get(ConfigurableApplicationContext context) {
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (KeepAliveClient client = new KeepAliveClient(port)) {
			return client.get("/work");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void acquire(DataSource pool, String where) {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			acquired.add(where);
		}
		catch (SQLException ex) {
			acquired.add(where + ": " + ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Requests.class)
	static class LastWork {

		@Bean
		PhasedLifecycle lifecycle(DataSource pool, Requests requests) {
			return new PhasedLifecycle(SmartLifecycle.DEFAULT_PHASE) {

				@Override
				public void stop() {
					super.stop();
					acquire(pool, "lifecycle");
					requests.closing.countDown();
				}

			};
		}

		@Bean
		DisposableBean destruction(DataSource pool) {
			return () -> acquire(pool, "destruction");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LastWork.class)
	static class FailingRunner {

		@Bean
		CommandLineRunner runner() {
			return (arguments) -> {
				throw new IllegalStateException("The runner fails");
			};
		}

	}

	/**
	 * A request lasts until the application is being closed.
	 */
	@RestController
	static class Requests {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch closing = new CountDownLatch(1);

		private final DataSource pool;

		Requests(DataSource pool) {
			this.pool = pool;
		}

		@GetMapping("/work")
		String work() throws InterruptedException {
			this.entered.countDown();
			this.closing.await();
			acquire(this.pool, "request");
			return "done";
		}

	}

}
