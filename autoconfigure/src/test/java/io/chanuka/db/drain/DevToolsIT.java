package io.chanuka.db.drain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.KeepAliveClient;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * DevTools restarts an application while connections are active.
 */
class DevToolsIT {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private static final int POOL = 3;

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void fiveRestartsWaitForASecondEachAndLeaveNoBackend() {
		try (ChildApplication application = ChildApplication.start(System.getProperty("java.class.path"),
				RestartedApplication.class, "chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.pool.max-size=" + POOL, "chanuka.db.shutdown.drain-timeout=60s")) {
			for (int starts = 1; starts <= 5; starts++) {
				awaitStarts(application, starts);
				get(application, "/start/leader");
				get(application, "/start/queries/1");
				Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> active() == 1);
				get(application, "/restart");
			}
			awaitStarts(application, 6);
			assertThat(active()).isZero();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(backends()).hasSizeLessThanOrEqualTo(POOL));
			assertThat(application.output().split("Waiting up to 1 s for active connections", -1)).hasSize(6);
		}
	}

	private static void awaitStarts(ChildApplication application, int number) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> application.output().split("RestartedApplication in ", -1).length == number + 1);
	}

	/**
	 * Each start has another port.
	 */
	private static void get(ChildApplication application, String path) {
		List<MatchResult> starts = STARTED.matcher(application.output()).results().toList();
		try (KeepAliveClient client = new KeepAliveClient(Integer.parseInt(starts.get(starts.size() - 1).group(1)))) {
			assertThat(client.get(path)).isEqualTo(200);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int active() {
		return this.database
			.query("select pid from pg_stat_activity where datname = current_database() "
					+ "and state = 'active' and pid <> pg_backend_pid()")
			.size();
	}

	private List<String> backends() {
		return this.database
			.query("select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ FleetApplication.Requests.class, Restart.class })
	static class RestartedApplication {

		public static void main(String[] args) {
			new SpringApplicationBuilder(RestartedApplication.class).bannerMode(Banner.Mode.OFF).run(args);
		}

	}

	@RestController
	static class Restart {

		@GetMapping("/restart")
		String restart() {
			new Thread(() -> Restarter.getInstance().restart(), "restart").start();
			return "restarts";
		}

	}

}
