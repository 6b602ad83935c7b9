package io.chanuka.db.drain;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.testsupport.KeepAliveClient;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Answers of a stopping application have their clients close the connection, on each kind
 * of server.
 */
class ConnectionCloseIT {

	/**
	 * The common pool can be limited to one thread.
	 */
	private static final Executor NEW_THREAD = (task) -> new Thread(task).start();

	private static final String NO_NETTY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration,"
			+ "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
			+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration,"
			+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration,"
			+ "net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration";

	@Test
	void tomcatWithServletsClosesAfterTheAnswer() throws Exception {
		assertClosesAfterTheAnswer(WebApplicationType.SERVLET, "Tomcat");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenTheSettingsAreWrongThenTheWebServerHasNothingToAdd(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(WebApplicationType.SERVLET, "chanuka.db.pool.max-size=many").close());
		assertThat(output).contains("APPLICATION FAILED TO START", "it is not a whole number")
			.doesNotContain("chanukaConnectionCloseFilter", "TomcatStarter");
	}

	@Test
	void reactiveTomcatClosesAfterTheAnswer() throws Exception {
		assertClosesAfterTheAnswer(WebApplicationType.REACTIVE, "Tomcat", NO_NETTY);
	}

	@Test
	void nettyClosesAfterTheAnswer() throws Exception {
		assertClosesAfterTheAnswer(WebApplicationType.REACTIVE, "Netty");
	}

	private static void assertClosesAfterTheAnswer(WebApplicationType type, String server, String... properties)
			throws Exception {
		try (ConfigurableApplicationContext context = start(type, properties)) {
			WebServerApplicationContext web = (WebServerApplicationContext) context;
			assertThat(web.getWebServer().getClass().getSimpleName()).startsWith(server);
			try (KeepAliveClient idle = new KeepAliveClient(web.getWebServer().getPort());
					KeepAliveClient busy = new KeepAliveClient(web.getWebServer().getPort());
					KeepAliveClient failing = new KeepAliveClient(web.getWebServer().getPort())) {
				for (KeepAliveClient client : new KeepAliveClient[] { idle, busy, failing }) {
					assertThat(client.get("/now")).isEqualTo(200);
					assertThat(client.isClosing()).isFalse();
				}
				Answers answers = context.getBean(Answers.class);
				CompletableFuture<Integer> inFlight = CompletableFuture.supplyAsync(() -> get(busy, "/later"),
						NEW_THREAD);
				assertThat(answers.asked.get(20, TimeUnit.SECONDS)).isTrue();
				CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close, NEW_THREAD);
				Awaitility.await().until(() -> context.getBean(ShutdownDeadline.class).hasBegun());
				answers.answer.complete("later");
				assertThat(inFlight.get(20, TimeUnit.SECONDS)).isEqualTo(200);
				assertThat(idle.get("/now")).isEqualTo(200);
				assertThat(failing.get("/missing")).isEqualTo(404);
				for (KeepAliveClient client : new KeepAliveClient[] { idle, busy, failing }) {
					assertThat(client.isClosing()).isTrue();
					assertThat(client.isClosedByServer()).isTrue();
				}
				closed.get(60, TimeUnit.SECONDS);
			}
		}
	}

	private static int get(KeepAliveClient client, String path) {
		try {
			return client.get(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
		String[] all = new String[properties.length + 3];
		System.arraycopy(properties, 0, all, 3, properties.length);
		all[0] = "server.port=0";
		all[1] = "chanuka.db.url=" + PostgresServer.newDatabase().migrationUrl();
		all[2] = "chanuka.db.shutdown.readiness-delay=8s";
		return TestApplication.start(type, new Class<?>[] { Answers.class }, all);
	}

	@RestController
	static class Answers {

		private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

		private final CompletableFuture<String> answer = new CompletableFuture<>();

		@GetMapping("/now")
		String now() {
			return "now";
		}

		@GetMapping("/later")
		CompletableFuture<String> later() {
			this.asked.complete(true);
			return this.answer;
		}

	}

}
