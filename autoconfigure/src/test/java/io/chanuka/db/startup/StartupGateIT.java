package io.chanuka.db.startup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.chanuka.db.autoconfigure.startup.RecordedGate;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What ends the start, after how many attempts, and what is recorded of it.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StartupGateIT {

	private static final Executor NEW_THREAD = (task) -> new Thread(task, "starting").start();

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.pool.min-idle=1", StartupUse.JPA_ON })
	void whenTheRuntimePasswordIsWrongThenTheStartEndsAtOnce(String use) {
		TestDatabase database = PostgresServer.newDatabase();
		String url = "postgresql://" + database.runtime() + ":wrong@127.0.0.1:" + database.port() + "/"
				+ database.name();
		long begun = System.nanoTime();
		DatabaseUnavailableException thrown = failure("chanuka.db.url=" + url, "spring.flyway.enabled=false", use);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
		assertThat(thrown.failure().permanent()).isTrue();
		assertThat(thrown.failure().kind()).isEqualTo(FailureKind.AUTHENTICATION);
		assertThat(thrown.failure().attempts()).isEqualTo(1);
		assertThat(thrown.failure().user()).isEqualTo(database.runtime());
		StartupGate gate = RecordedGate.find(this.contexts.get(0).getBeanFactory());
		assertThat(gate.failure(EndpointRole.RUNTIME)).isEqualTo(thrown.failure());
	}

	@Test
	void whenTheMigrationPasswordIsWrongThenTheStartEndsAtOnce() {
		TestDatabase database = PostgresServer.newDatabase();
		DatabaseUnavailableException thrown = failure("chanuka.db.url=" + database.runtimeUrl(),
				"chanuka.db.migration.url=" + database.migrationUrl().replaceFirst(":[^:@/]+@", ":wrong@"));
		assertThat(thrown.failure().role()).isEqualTo(EndpointRole.MIGRATION);
		assertThat(thrown.failure().kind()).isEqualTo(FailureKind.AUTHENTICATION);
		assertThat(thrown.failure().url()).doesNotContain("wrong").contains(database.name());
	}

	@Test
	void whenAttemptsAreLimitedThenTheSentenceHasTheirNumber(CapturedOutput output) {
		int port = FakeServer.refusedPort();
		DatabaseUnavailableException thrown = failure(url(port), "chanuka.db.startup.max-attempts=3",
				"chanuka.db.startup.initial-delay=100ms");
		assertThat(thrown.getMessage())
			.isEqualTo("Failed to connect to 127.0.0.1:" + port + " after 3 attempts: connection refused");
		assertThat(thrown.failure().timedOut()).isTrue();
		assertThat(output).contains(thrown.getMessage());
	}

	@Test
	void whenTheEnvironmentIsTestingThenOneAttemptIsMade() {
		DatabaseUnavailableException thrown = failure(url(FakeServer.refusedPort()), "chanuka.db.environment=testing");
		assertThat(thrown.failure().attempts()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "57P03, NOT_ACCEPTING", "53300, TOO_MANY_CONNECTIONS" })
	void whenTheServerIsNotReadyThenItIsTriedAtMostThreeTimesASecond(String sqlState, FailureKind kind)
			throws IOException {
		List<Long> times = new CopyOnWriteArrayList<>();
		try (FakeServer server = FakeServer.answering(() -> {
			times.add(System.nanoTime());
			return sqlState;
		})) {
			// The same server for both users, in turn.
			DatabaseUnavailableException thrown = failure(url(server.port()),
					"chanuka.db.migration.url=postgresql://migrator:secret@127.0.0.1:" + server.port() + "/app",
					"chanuka.db.pool.min-idle=5", "chanuka.db.startup.timeout=4s");
			assertThat(thrown.failure().kind()).isEqualTo(kind);
			assertThat(thrown.failure().timedOut()).isTrue();
			assertThat(times).hasSizeBetween(4, 26);
			// On the side of the server, where single attempts may come late.
			for (int index = 3; index < times.size() - 1; index++) {
				assertThat(Duration.ofNanos(times.get(index) - times.get(index - 3))).as("attempt " + index)
					.isGreaterThan(Duration.ofMillis(500));
			}
			int last = times.size() - 2;
			assertThat(Duration.ofNanos(times.get(last) - times.get(2)).dividedBy(last - 2))
				.isGreaterThan(Duration.ofMillis(300));
		}
	}

	@Test
	void whenNothingConnectsDuringTheStartThenReadinessIsOffUntilTheServerIsAvailable() throws IOException {
		TestDatabase database = PostgresServer.newDatabase();
		try (BlackHole proxy = new BlackHole(database.port())) {
			proxy.refuse(true);
			try (ConfigurableApplicationContext context = TestApplication.start(
					"chanuka.db.url="
							+ database.runtimeUrl().replace(":" + database.port() + "/", ":" + proxy.port() + "/"),
					"spring.flyway.enabled=false", "chanuka.db.pool.min-idle=2")) {
				ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
				assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
				proxy.refuse(false);
				Awaitility.await()
					.atMost(Duration.ofSeconds(8))
					.until(() -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
			}
		}
	}

	private static String url(int port) {
		return "chanuka.db.url=postgresql://app:secret@127.0.0.1:" + port + "/app";
	}

	/**
	 * Starts an application that must fail.
	 */
	private DatabaseUnavailableException failure(String... properties) {
		SpringApplication application = new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.NONE)
			.initializers(this.contexts::add)
			.application();
		String[] arguments = Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new);
		CompletableFuture<?> run = CompletableFuture.supplyAsync(() -> application.run(arguments), NEW_THREAD);
		List<Throwable> thrown = new ArrayList<>();
		assertThatThrownBy(run::join).satisfies((failure) -> {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				thrown.add(cause);
			}
		});
		return thrown.stream()
			.filter(DatabaseUnavailableException.class::isInstance)
			.map(DatabaseUnavailableException.class::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError(thrown));
	}

}
