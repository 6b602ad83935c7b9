package io.chanuka.db.drain;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.KeepAliveClient;
import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.RestartableServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures shutdowns under the conditions of real fleets, in turn with plain Spring Boot
 * and, where {@code shutdown.before} names the classes of an earlier version, with these.
 * Run by hand on an idle machine: {@code mvn -Pendurance -pl autoconfigure -am verify}.
 */
@Tag("endurance")
class ShutdownMeasurementIT {

	private static final Log logger = LogFactory.getLog(ShutdownMeasurementIT.class);

	private static final int REPETITIONS = Integer.getInteger("shutdown.repetitions", 5);

	private static final Executor NEW_THREAD = (task) -> new Thread(task).start();

	/**
	 * How long a connection has to be idle before the shutdown to count as idle for long.
	 */
	private static final Duration IDLE = Duration.ofSeconds(11);

	private final TestDatabase database = PostgresServer.newDatabase();

	private final Map<Variant, List<Duration>> durations = new EnumMap<>(Variant.class);

	private final Map<Variant, Map<String, Integer>> notes = new EnumMap<>(Variant.class);

	@Test
	void connectionsThatAreMeantToStayOut() {
		measure((variant) -> {
			try (ChildApplication application = variant.start(this.database)) {
				Stream.of("listener", "leader", "leak").forEach((kind) -> application.get("/start/" + kind));
				Awaitility.await().pollDelay(IDLE).atMost(IDLE.multipliedBy(8)).until(() -> true);
				Duration duration = end(application);
				note(variant,
						application.output().contains("Destroyed") ? "@PreDestroy ran" : "@PreDestroy did not run");
				return duration;
			}
		});
		report("connections that are meant to stay out");
		assertThat(median(Variant.NOW)).isLessThan(Duration.ofSeconds(16));
	}

	@Test
	void aSaturatedPooler() {
		try (PgBouncer bouncer = PgBouncer.start(this.database, "transaction", "extra_float_digits")) {
			measure((variant) -> {
				try (ChildApplication application = variant.behind(bouncer, this.database,
						"chanuka.db.pooler.mode=transaction", "spring.flyway.enabled=false",
						"chanuka.db.shutdown.drain-timeout=1s")) {
					application.get("/start/queries/" + PgBouncer.SERVER_CONNECTIONS);
					awaitActive(PgBouncer.SERVER_CONNECTIONS);
					Duration duration = end(application);
					note(variant, "still running " + active() + claim(application));
					terminateActive();
					return duration;
				}
			});
		}
		report("a saturated pooler, 1 s");
		assertThat(median(Variant.NOW)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void aFrozenServer() {
		try (RestartableServer server = new RestartableServer()) {
			measure((variant) -> {
				try (ChildApplication application = variant.start(server.url(), RestartableServer.USER,
						RestartableServer.PASSWORD, server.jdbcUrl(), "chanuka.db.shutdown.drain-timeout=5s",
						"spring.flyway.enabled=false")) {
					application.get("/start/queries/2");
					Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> active(server) == 2);
					server.freeze(true);
					Duration duration = end(application);
					note(variant, claim(application));
					return duration;
				}
				finally {
					server.freeze(false);
					server.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
				}
			});
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		report("a frozen server, 5 s");
		assertThat(median(Variant.NOW)).isLessThan(Duration.ofSeconds(20));
	}

	@Test
	void requestsLongerThanTheWebServersPhase() {
		measure((variant) -> {
			try (ChildApplication application = variant.start(this.database,
					"spring.lifecycle.timeout-per-shutdown-phase=5s")) {
				int port = application.port();
				List<CompletableFuture<String>> answers = Stream.generate(() -> request(port)).limit(3).toList();
				awaitActive(3);
				Duration duration = end(application);
				answers.forEach((answer) -> note(variant, answer.join()));
				terminateActive();
				return duration;
			}
		});
		report("3 requests of 10 s, phase timeout 5 s");
		assertThat(this.notes.get(Variant.NOW)).isEqualTo(Map.of("500", 3 * REPETITIONS));
	}

	private static CompletableFuture<String> request(int port) {
		return CompletableFuture.supplyAsync(() -> {
			try (KeepAliveClient client = new KeepAliveClient(port)) {
				return Integer.toString(client.get("/query/10"));
			}
			catch (IOException ex) {
				return "reset";
			}
		}, NEW_THREAD);
	}

	private void measure(Scenario scenario) {
		for (int i = 0; i < REPETITIONS; i++) {
			for (Variant variant : Variant.values()) {
				if (variant.isThere()) {
					this.durations.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(scenario.run(variant));
				}
			}
		}
	}

	private static Duration end(ChildApplication application) {
		application.terminate();
		return application.awaitEnd();
	}

	/**
	 * What the log claims.
	 */
	private static String claim(ChildApplication application) {
		return application.output()
			.lines()
			.filter((line) -> line.contains("Drain finished in "))
			.map((line) -> ", log: " + line.substring(line.indexOf("Drain finished in ")))
			.findFirst()
			.orElse("");
	}

	private void awaitActive(int number) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> active() == number);
	}

	private long active() {
		return this.database
			.query("select pid from pg_stat_activity where state = 'active' and datname = current_database() "
					+ "and query like '%pg_sleep%' and pid <> pg_backend_pid()")
			.size();
	}

	private void terminateActive() {
		this.database.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity "
				+ "where datname = current_database() and state = 'active' and pid <> pg_backend_pid()");
	}

	private static long active(RestartableServer server) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), "postgres", null);
				Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("select count(*) from pg_stat_activity where state = 'active' and query like '%nap%' "
							+ "and pid <> pg_backend_pid()")) {
			rows.next();
			return rows.getLong(1);
		}
	}

	private void note(Variant variant, String note) {
		this.notes.computeIfAbsent(variant, (key) -> new TreeMap<>()).merge(note, 1, Integer::sum);
	}

	private Duration median(Variant variant) {
		List<Duration> sorted = this.durations.get(variant).stream().sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

	private void report(String scenario) {
		StringBuilder table = new StringBuilder();
		this.durations.forEach((variant, all) -> table.append('\n')
			.append(String.format("| %s | %s | %.2f s (%s) | %s |", scenario, variant,
					median(variant).toMillis() / 1000.0,
					all.stream()
						.sorted()
						.map((duration) -> String.format("%.2f", duration.toMillis() / 1000.0))
						.collect(Collectors.joining(", ")),
					this.notes.getOrDefault(variant, Map.of()))));
		logger.info("Measured" + table);
	}

	@FunctionalInterface
	private interface Scenario {

		Duration run(Variant variant);

	}

	private enum Variant {

		PLAIN, BEFORE, NOW;

		private static final String JAR = "chanuka-db-spring-boot-autoconfigure";

		private static final String CLASSES = File.separator + Path.of("target", "classes");

		boolean isThere() {
			return this != BEFORE || System.getProperty("shutdown.before") != null;
		}

		ChildApplication start(TestDatabase database, String... properties) {
			return start(database.migrationUrl(), database.migrator(), database.migratorPassword(),
					"jdbc:" + database.bareUrl(), properties);
		}

		ChildApplication behind(PgBouncer bouncer, TestDatabase database, String... properties) {
			return start(bouncer.url(database), database.migrator(), database.migratorPassword(),
					"jdbc:postgresql://127.0.0.1:" + bouncer.port() + "/" + database.name(), properties);
		}

		ChildApplication start(String url, String user, String password, String jdbcUrl, String... properties) {
			Stream<String> where = (this != PLAIN) ? Stream.of("chanuka.db.url=" + url)
					: Stream.of("chanuka.db.enabled=false", "spring.datasource.url=" + jdbcUrl,
							"spring.datasource.username=" + user, "spring.datasource.password=" + password);
			Stream<String> own = Arrays.stream(properties)
				.filter((property) -> this != PLAIN || !property.startsWith("chanuka"));
			return ChildApplication.start(classPath(), FleetApplication.class,
					Stream.concat(where, own).toArray(String[]::new));
		}

		private String classPath() {
			String now = ChildApplication.classPath();
			return (this != BEFORE) ? now
					: Arrays.stream(now.split(File.pathSeparator))
						.map((entry) -> isOurs(entry) ? System.getProperty("shutdown.before") : entry)
						.collect(Collectors.joining(File.pathSeparator));
		}

		/**
		 * Failsafe has the jar in the place of the classes.
		 */
		private static boolean isOurs(String entry) {
			return entry.endsWith(CLASSES) || Path.of(entry).getFileName().toString().startsWith(JAR);
		}

	}

}
