package io.chanuka.db.startup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how soon an application connects, and is ready, after its server that is late
 * by 10 s, and how long shutdowns in each phase of the start take. Run by hand on an idle
 * machine: {@code mvn -Pendurance -pl autoconfigure -am verify -Dit.test=Start*IT}.
 */
@Tag("endurance")
class StartMeasurementIT {

	private static final Log logger = LogFactory.getLog(StartMeasurementIT.class);

	private static final int REPETITIONS = Integer.getInteger("start.repetitions", 5);

	private static final Set<StartupUse> MEASURED = EnumSet.of(StartupUse.FLYWAY_WITH_TWO_URLS, StartupUse.JPA,
			StartupUse.POOL);

	private static final Duration LATE = Duration.ofSeconds(10);

	@Test
	void theServerIsTenSecondsLate() throws IOException {
		Map<StartupUse, List<Duration>> connected = new EnumMap<>(StartupUse.class);
		Map<StartupUse, List<Duration>> ready = new EnumMap<>(StartupUse.class);
		try (RestartableServer server = new RestartableServer()) {
			StartupUse.createUsers(server);
			for (int repetition = 0; repetition < REPETITIONS; repetition++) {
				for (StartupUse use : MEASURED) {
					server.kill();
					measure(use, server, connected.computeIfAbsent(use, (key) -> new ArrayList<>()),
							ready.computeIfAbsent(use, (key) -> new ArrayList<>()));
				}
			}
		}
		logger.info("Measured" + MEASURED.stream()
			.map((use) -> "\n| " + use + " | " + text(connected.get(use)) + " | " + text(ready.get(use)) + " |")
			.collect(Collectors.joining()));
		assertThat(connected.values()).allSatisfy((all) -> assertThat(median(all)).isLessThan(Duration.ofSeconds(4)));
	}

	private static void measure(StartupUse use, RestartableServer server, List<Duration> connected,
			List<Duration> ready) {
		try (ChildApplication application = ChildApplication.start(TestApplication.class,
				use.properties("127.0.0.1:" + server.port(), "chanuka.db.startup.timeout=90s"))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(90))
				.until(() -> application.output().contains("Cannot connect to"));
			Awaitility.await().pollDelay(LATE).atMost(LATE.multipliedBy(8)).until(() -> true);
			Thread starting = new Thread(server::start, "server start");
			starting.start();
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.atMost(Duration.ofSeconds(60))
				.until(server::accepts);
			long accepting = System.nanoTime();
			application.port();
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.get("/actuator/health/readiness").contains("\"UP\""));
			ready.add(Duration.ofNanos(System.nanoTime() - accepting));
			connected.add(Duration.ofNanos(application.timeOf("Connected to") - accepting));
			starting.join(60_000);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void shutdownsDuringTheStart() throws IOException {
		StartupShutdownIT phases = new StartupShutdownIT();
		for (int repetition = 0; repetition < REPETITIONS; repetition++) {
			phases.whenTheStartWaitsForTheServerThenItEndsAtOnce();
			phases.whenItIsInterruptedFromTheKeyboardThenItEndsAtOnce();
			phases.whenTheServerDoesNotAnswerTheFirstLoginWithJpaThenTheStartEndsAtOnce();
			phases.whenTheServerDoesNotAnswerHibernateThenTheStartEndsAtOnce();
			phases.whenAMigrationRunsOrWaitsForAnotherOneThenItIsCancelledOnTheServer();
		}
		StringBuilder table = new StringBuilder();
		phases.durations().forEach((phase, all) -> table.append("\n| " + phase + " | " + text(all) + " |"));
		logger.info("Measured" + table);
		assertThat(phases.durations().values())
			.allSatisfy((all) -> assertThat(median(all)).isLessThan(Duration.ofSeconds(8)));
	}

	private static Duration median(List<Duration> durations) {
		return durations.stream().sorted().toList().get(durations.size() / 2);
	}

	private static String text(List<Duration> durations) {
		return median(durations).toMillis() + " ms ("
				+ durations.stream().sorted().map((each) -> "" + each.toMillis()).collect(Collectors.joining(", "))
				+ ")";
	}

}
