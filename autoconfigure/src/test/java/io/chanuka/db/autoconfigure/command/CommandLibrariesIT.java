package io.chanuka.db.autoconfigure.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.command.application.BusyApplication;
import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.ClassPath;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.ListeningPorts;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands of an application with JPA, Spring Security, listeners of Kafka and a web
 * server, in a process of its own with the class path of that application.
 */
class CommandLibrariesIT {

	private static final Duration LIMIT = Duration.ofSeconds(120);

	private final TestDatabase database = PostgresServer.newDatabase();

	/**
	 * In the place of Kafka: whatever a consumer sends there, it has connected first.
	 */
	private final FakeServer kafka = FakeServer.silent();

	@TempDir
	private Path files;

	@BeforeEach
	void prepare() throws IOException {
		PostgresServer.execute(this.database.name(), "grant create on schema public to " + this.database.runtime());
		Path migrations = Files.createDirectories(this.files.resolve("db/migration"));
		Files.writeString(migrations.resolve("V1__item.sql"), "create table item (id bigint)");
		String name = BusyApplication.class.getPackageName().replace('.', '/');
		Path classes = Files.createDirectories(this.files.resolve(name));
		try (Stream<Path> compiled = Files.list(Path.of("target/test-classes").resolve(name))) {
			for (Path file : compiled.toList()) {
				Files.copy(file, classes.resolve(file.getFileName()));
			}
		}
	}

	@AfterEach
	void close() throws IOException {
		this.kafka.close();
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, migrate", "REACTIVE, migrate", "SERVLET, verify", "REACTIVE, info" })
	void whenCommandRunsThenNoLibraryStartsAnything(WebApplicationType type, String command) {
		try (ChildApplication application = start(type, "chanuka.db.run=" + command)) {
			int code = application.awaitExit();
			assertThat(application.output()).contains(command + ": ");
			assertThat(code).as(application.output()).isEqualTo(command.equals("verify") ? 1 : 0);
			assertIdle(application);
		}
		assertThat(tables())
			.isEqualTo(command.equals("migrate") ? List.of("flyway_schema_history", "item") : List.of());
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	@EnabledOnOs(OS.LINUX)
	void whileHealthIsRepeatedNoPortIsOpenAndNoConsumerConnects(WebApplicationType type) {
		try (ChildApplication application = start(type, "chanuka.db.run=health", "chanuka.db.run-every=200ms")) {
			Awaitility.await()
				.atMost(LIMIT)
				.until(() -> application.output().split("health: succeeded", -1).length > 5 || !application.isAlive());
			assertThat(ListeningPorts.of(application.pid())).as(application.output()).isEmpty();
			assertIdle(application);
			application.terminate();
			application.awaitEnd();
		}
		assertThat(tables()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void whenThereIsNoCommandThenTheSameApplicationDoesAll(WebApplicationType type) {
		try (ChildApplication application = start(type)) {
			assertThat(application.port()).isPositive();
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(() -> assertThat(application.output()).contains("DONE: bean", "DONE: users",
						"DONE: filter", "DONE: security filter chain", "DONE: lifecycle", "DONE: scheduled",
						"DONE: event listener", "DONE: application runner",
						"DONE: command line runner with 0 articles"));
			Awaitility.await().atMost(LIMIT).until(() -> this.kafka.connections() > 0);
		}
		assertThat(tables()).containsExactly("article", "flyway_schema_history", "item");
	}

	private void assertIdle(ChildApplication application) {
		assertThat(application.output()).doesNotContain("DONE: ")
			.doesNotContain("Hibernate")
			.doesNotContain("ConsumerConfig")
			.doesNotContain("started on port");
		assertThat(this.kafka.connections()).isZero();
	}

	private ChildApplication start(WebApplicationType type, String... options) {
		List<String> dependencies = new ArrayList<>(List.of("spring-boot-starter-data-jpa",
				"spring-boot-starter-security", "spring-boot-starter-kafka", "spring-boot-starter-webflux"));
		if (type == WebApplicationType.SERVLET) {
			dependencies.add("spring-boot-starter-webmvc");
		}
		String[] properties = Stream
			.concat(Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
					"chanuka.db.migration.url=" + this.database.migrationUrl(), "spring.jpa.hibernate.ddl-auto=create",
					"spring.kafka.bootstrap-servers=127.0.0.1:" + this.kafka.port()), Arrays.stream(options))
			.toArray(String[]::new);
		return ChildApplication.start(
				this.files + File.pathSeparator + new ClassPath().with(dependencies).withStarter(),
				BusyApplication.class, properties);
	}

	private List<String> tables() {
		return this.database.query("select tablename from pg_tables where schemaname = 'public' order by 1");
	}

}
