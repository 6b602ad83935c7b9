package io.chanuka.db.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
	@EnumSource(names = { "FLYWAY", "JPA_WITH_TWO_URLS" })
	void whenTheHostIsUnknownAtFirstThenTheApplicationStartsWhenItResolves(StartupUse use) throws IOException {
		if (!server.accepts()) {
			server.start();
		}
		Path hosts = Files.writeString(this.directory.resolve("hosts"), "127.0.0.1 localhost\n");
		String address = "db.test:" + server.port();
		try (ChildApplication application = ChildApplication.start(TestApplication.class,
				Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts + " -Dsun.net.inetaddr.negative.ttl=1"),
				use.properties(address, "chanuka.db.environment=staging", "chanuka.db.startup.timeout=100s"))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.output().contains("Cannot connect to " + address + " (unknown host)"));
			Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 db.test\n");
			assertThat(application.port()).isPositive();
			assertThat(application.output()).contains("Connected to " + address + " after ");
		}
	}

}
