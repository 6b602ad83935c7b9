package io.chanuka.db.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.HostsFile;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server or its name appears some seconds after the application was started, in JVMs
 * of their own: three that start together, and one with its own table of hosts.
 */
@Timeout(300)
class LateDatabaseProcessesIT {

	private static final int INSTANCES = 3;

	/**
	 * About five seconds.
	 */
	private static final int ATTEMPTS = 12;

	/**
	 * Half a second with eightfold slack. The JVM caches for 10 s that a host is unknown.
	 */
	private static final Duration SOON = Duration.ofSeconds(4);

	private static RestartableServer server;

	@TempDir
	private Path directory;

	@BeforeAll
	static void createServer() {
		server = new RestartableServer(50);
		StartupUse.createUsers(server);
	}

	@AfterAll
	static void closeServer() throws IOException {
		server.close();
	}

	@Test
	void whenThreeInstancesWaitThenEachMakesAtMostThreeAttemptsASecondAndAllStart() throws IOException {
		server.kill();
		List<BlackHole> proxies = new ArrayList<>();
		List<ChildApplication> applications = new ArrayList<>();
		try {
			for (int instance = 0; instance < INSTANCES; instance++) {
				BlackHole proxy = new BlackHole(server.port());
				proxies.add(proxy);
				applications.add(ChildApplication.start(TestApplication.class, StartupUse.FLYWAY_WITH_TWO_URLS
					.properties("127.0.0.1:" + proxy.port(), "chanuka.db.startup.timeout=100s")));
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(100))
				.until(() -> proxies.stream().allMatch((proxy) -> proxy.accepted().size() >= ATTEMPTS));
			List<List<Long>> attempts = proxies.stream().map(BlackHole::accepted).toList();
			server.start();
			assertThat(applications).allSatisfy((application) -> {
				assertThat(application.port()).isPositive();
				assertThat(application.output()).contains("Connected to 127.0.0.1:");
			});
			assertThat(attempts).allSatisfy(LateDatabaseProcessesIT::assertSpread);
		}
		finally {
			applications.forEach(ChildApplication::close);
			for (BlackHole proxy : proxies) {
				proxy.close();
			}
		}
	}

	private static void assertSpread(List<Long> times) {
		assertThat(times).hasSizeGreaterThanOrEqualTo(ATTEMPTS);
		for (int index = 3; index < times.size(); index++) {
			assertThat(Duration.ofNanos(times.get(index) - times.get(index - 3))).as("attempt " + index)
				.isGreaterThan(Duration.ofMillis(900));
		}
	}

	@ParameterizedTest
	@CsvSource({ "FLYWAY, staging, 5", "JPA_WITH_TWO_URLS, staging, 5", "POOL, development, 2" })
	void whenTheHostIsUnknownAtFirstThenTheApplicationConnectsAsSoonAsItResolves(StartupUse use, String environment,
			int late) {
		startServer();
		HostsFile hosts = new HostsFile(this.directory);
		String address = "db.test:" + server.port();
		try (ChildApplication application = ChildApplication.start(TestApplication.class, hosts.variables(),
				use.properties(address, "chanuka.db.environment=" + environment, "chanuka.db.pool.max-size=3",
						"chanuka.db.pool.min-idle=3"))) {
			awaitOutput(application, "Cannot connect to " + address + " (unknown host)");
			Awaitility.await().pollDelay(Duration.ofSeconds(late)).atMost(Duration.ofSeconds(60)).until(() -> true);
			hosts.add("db.test");
			long known = System.nanoTime();
			awaitOutput(application, "Connected to " + address + " after ");
			assertThat(Duration.ofNanos(application.timeOf("Connected to ") - known)).isLessThan(SOON);
			assertThat(application.port()).isPositive();
		}
	}

	@Test
	void whenTheFirstConnectionIsOpenThenTheOthersOfThePoolFollowAtOnce() {
		startServer();
		HostsFile hosts = new HostsFile(this.directory);
		String address = "db.test:" + server.port();
		try (ChildApplication application = ChildApplication.start(TestApplication.class, hosts.variables(),
				StartupUse.POOL.properties(address, "chanuka.db.environment=staging", "chanuka.db.pool.max-size=5",
						"chanuka.db.pool.min-idle=5"))) {
			awaitOutput(application, "Cannot connect to " + address + " (unknown host)");
			hosts.add("db.test");
			awaitOutput(application, "Connected to " + address + " after ");
			Awaitility.await().atMost(SOON).until(() -> server.connections() == 5);
		}
	}

	private static void startServer() {
		if (!server.accepts()) {
			server.start();
		}
	}

	private static void awaitOutput(ChildApplication application, String text) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> application.output().contains(text));
	}

}
