package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TlsServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Brings about every failure that is analyzed, on real servers where there is one.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysesIT {

	private static final String SECRET = "pl4nted";

	private static final TestCertificates CA = TestCertificates.authority("root");

	private static TlsServer tls;

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path migrations;

	@BeforeAll
	static void startTlsServer() {
		tls = TlsServer.start(CA, CA.sign("localhost"));
	}

	@AfterAll
	static void stopTlsServer() {
		tls.close();
	}

	@Test
	void refused(CapturedOutput output) {
		int port = FakeServer.refusedPort();
		FailedStart failed = start(output, url("127.0.0.1:" + port + "/shop"));
		assertThat(failed.description()).startsWith("Connection to 127.0.0.1:" + port + " was refused. (SQLSTATE 08001")
			.contains("Endpoint: runtime and migration, jdbc:postgresql://127.0.0.1:" + port + "/shop, user app",
					"Set by: chanuka.db.url on the command line");
		assertThat(failed.action()).contains("pg_isready -h 127.0.0.1 -p " + port);
	}

	@Test
	void connectTimeout(CapturedOutput output) throws IOException {
		try (FakeServer server = FakeServer.dropping()) {
			FailedStart failed = start(output, url("127.0.0.1:" + server.port() + "/shop"),
					"chanuka.db.connect-timeout=1s");
			assertThat(failed.description())
				.startsWith("Connection to 127.0.0.1:" + server.port() + " timed out after 1s.");
			assertThat(failed.action())
				.contains("chanuka.db.connect-timeout (chanuka.db.connect-timeout on the command line)");
		}
	}

	@Test
	void loginTimeout(CapturedOutput output) throws IOException {
		try (FakeServer server = FakeServer.silent()) {
			FailedStart failed = start(output, url("127.0.0.1:" + server.port() + "/shop"),
					"chanuka.db.login-timeout=1s");
			assertThat(failed.description()).startsWith(
					"127.0.0.1:" + server.port() + " accepted the connection and did not answer the login within 1s.");
		}
	}

	@Test
	void unknownHost(CapturedOutput output) {
		FailedStart failed = start(output, url("db.invalid/shop"), "chanuka.db.ssl.mode=disable");
		assertThat(failed.description()).startsWith("Host db.invalid is unknown.");
		assertThat(failed.action()).contains("getent hosts db.invalid");
	}

	/**
	 * TCP has no broadcast, so that no route leads there on any machine.
	 */
	@Test
	void noRoute(CapturedOutput output) {
		FailedStart failed = start(output, url("255.255.255.255:5432/shop?sslmode=disable"));
		assertThat(failed.description()).startsWith("There is no route to 255.255.255.255:5432.")
			.contains("Reported by the operating system: ");
		assertThat(failed.action()).contains("pg_isready -h 255.255.255.255 -p 5432");
	}

	@Test
	void notAccepting(CapturedOutput output) throws IOException {
		try (FakeServer server = FakeServer.answering("57P03")) {
			FailedStart failed = start(output, url("127.0.0.1:" + server.port() + "/shop?sslmode=disable"));
			assertThat(failed.description())
				.startsWith("The server at 127.0.0.1:" + server.port() + " does not accept connections yet: not now.");
		}
	}

	@Test
	void wrongPassword(CapturedOutput output) {
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.bareUrl(),
				"chanuka.db.username=" + this.database.runtime(), "chanuka.db.password=p%40ss" + SECRET,
				"chanuka.db.migration.username=" + this.database.migrator(),
				"chanuka.db.migration.password=m%2fg" + SECRET);
		assertThat(failed.description())
			.startsWith("User " + this.database.migrator() + " was refused by 127.0.0.1:" + this.database.port()
					+ ": wrong password, or no such user. (SQLSTATE 28P01")
			.contains("Endpoint: migration, jdbc", "resembles percent-encoding", "chanuka.db.migration.username");
		assertThat(failed.action()).contains("psql 'postgresql://" + this.database.migrator() + "@127.0.0.1:");
	}

	/**
	 * Hibernate swallows the failure of its first acquire.
	 */
	@Test
	void wrongPasswordOfTheRuntime(CapturedOutput output) {
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.bareUrl(),
				"chanuka.db.username=" + this.database.runtime(), "chanuka.db.password=" + SECRET,
				"chanuka.db.migration.url=" + this.database.migrationUrl());
		assertThat(failed.description()).startsWith("User " + this.database.runtime() + " was refused by ")
			.contains("Endpoint: runtime, jdbc", "; user and password: chanuka.db.username on the command line");
	}

	@Test
	void passwordOfTheOtherUser(CapturedOutput output) {
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.username=" + this.database.migrator(),
				"chanuka.db.migration.password=" + this.database.runtimePassword());
		assertThat(failed.description())
			.contains("The password is the one of user " + this.database.runtime() + " of the runtime endpoint.");
		failed.assertIsShortAndClean(this.database.runtimePassword());
	}

	@Test
	void missingPassword(CapturedOutput output) {
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.bareUrl(), "chanuka.db.username=app");
		assertThat(failed.description()).contains("asks for the password of user app, and none is set.");
	}

	@Test
	void encryptionRequired(CapturedOutput output) {
		FailedStart failed = start(output, tls("localhost", "encrypted"), "chanuka.db.ssl.mode=disable");
		assertThat(failed.description())
			.contains("does not admit user app to database encrypted without encryption. (SQLSTATE 28000");
		assertThat(failed.action()).contains("hostssl encrypted app 127.0.0.1/32 scram-sha-256");
	}

	@Test
	void encryptionRefused(CapturedOutput output) {
		FailedStart failed = start(output, tls("localhost", "postgres"), "chanuka.db.ssl.mode=require");
		assertThat(failed.description()).contains("does not admit user app to database postgres with encryption.");
	}

	@Test
	void userNotAdmitted(CapturedOutput output) {
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " nologin");
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description()).contains("does not admit user " + this.database.migrator() + ": role ");
		assertThat(failed.action()).contains("alter role " + this.database.migrator() + " login");
	}

	@Test
	void unknownDatabase(CapturedOutput output) {
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.migrationUrl() + "x");
		assertThat(failed.description()).startsWith("Database " + this.database.name() + "x does not exist on ");
		assertThat(failed.action())
			.contains("create database " + this.database.name() + "x owner " + this.database.migrator());
	}

	@Test
	void migrationPrivilege(CapturedOutput output) {
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.runtimeUrl());
		assertThat(failed.description())
			.startsWith("User " + this.database.runtime() + " must not change the schema public at 127.0.0.1:");
		assertThat(failed.action()).contains("grant usage, create on schema public to " + this.database.runtime());
	}

	@Test
	void runtimePrivilege(CapturedOutput output) {
		FailedStart failed = start(output, Reader.class, roles());
		assertThat(failed.description())
			.startsWith("User " + this.database.runtime() + " lacks a privilege in the schema ")
			.contains("Endpoint: runtime, jdbc");
		assertThat(failed.action()).contains("grant select, insert, update, delete on all tables in schema public to ");
	}

	@Test
	void databasePrivilege(CapturedOutput output) {
		PostgresServer.execute("postgres", "revoke connect on database " + this.database.name() + " from public",
				"alter database " + this.database.name() + " owner to postgres");
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description()).contains(" must not connect to database " + this.database.name() + " at ");
		assertThat(failed.action()).contains("grant connect on database ");
	}

	@Test
	void tooManyConnections(CapturedOutput output) {
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " connection limit 0");
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description()).contains(" has no connection left: too many connections for role ",
				"(SQLSTATE 53300", "at most 5 connections (chanuka.db.pool.max-size, default of development");
	}

	@Test
	void poolLargerThanServer(CapturedOutput output) {
		PostgresServer.execute("postgres", "alter role " + this.database.migrator() + " connection limit 1");
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description())
			.startsWith(
					"The pool of 5 connections is larger than the 1 that 127.0.0.1:" + this.database.port() + " allows")
			.contains(
					"max_connections 300, of which 3 are reserved; limit of the user 1, of the database none; open now ");
		assertThat(failed.action()).contains("alter role " + this.database.migrator() + " connection limit -1");
	}

	@Test
	void untrustedCertificate(CapturedOutput output) {
		FailedStart failed = start(output, tls("localhost", "encrypted"), "chanuka.db.ssl.mode=verify-ca",
				"chanuka.db.ssl.root-certificate=" + TestCertificates.authority("other").certificatePem());
		assertThat(failed.description()).contains("is not signed by the configured root certificate.");
		assertThat(failed.action()).contains("openssl s_client -starttls postgres");
	}

	@Test
	void noRootCertificate(CapturedOutput output) {
		FailedStart failed = start(output, tls("localhost", "encrypted"), "chanuka.db.ssl.mode=verify-full");
		assertThat(failed.description()).contains("authority that Java trusts, and no root certificate is set.");
		assertThat(failed.action()).contains("chanuka.db.ssl.root-certificate");
	}

	@Test
	void wrongHostName(CapturedOutput output) {
		FailedStart failed = start(output, tls("127.0.0.1", "encrypted"), "chanuka.db.ssl.mode=verify-full",
				"chanuka.db.ssl.root-certificate=" + CA.certificatePem());
		assertThat(failed.description()).contains("is not valid for the name 127.0.0.1.",
				"The certificate is valid for: localhost");
	}

	@Test
	void expiredCertificate(CapturedOutput output) {
		Instant now = Instant.now();
		try (TlsServer expired = TlsServer.start(CA,
				CA.sign("localhost", "RSA", now.minus(9, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS)))) {
			FailedStart failed = start(output, "chanuka.db.url=" + expired.url("encrypted"),
					"chanuka.db.ssl.mode=verify-full", "chanuka.db.ssl.root-certificate=" + CA.certificatePem());
			assertThat(failed.description()).contains(" has expired.");
		}
	}

	@Test
	void certificateThatIsNotValidYet(CapturedOutput output) {
		Instant now = Instant.now();
		try (TlsServer early = TlsServer.start(CA,
				CA.sign("localhost", "RSA", now.plus(1, ChronoUnit.DAYS), now.plus(9, ChronoUnit.DAYS)))) {
			FailedStart failed = start(output, "chanuka.db.url=" + early.url("encrypted"),
					"chanuka.db.ssl.mode=verify-full", "chanuka.db.ssl.root-certificate=" + CA.certificatePem());
			assertThat(failed.description()).startsWith("TLS with localhost:" + early.port() + " failed: SSL error: ")
				.contains("(NotBefore: ");
			assertThat(failed.action()).contains("openssl s_client -starttls postgres");
		}
	}

	@Test
	void serverWithoutTls(CapturedOutput output) {
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.ssl.mode=require");
		assertThat(failed.description()).contains("does not support TLS, and the application requires it.");
		assertThat(failed.action()).contains("chanuka.db.ssl.mode=disable");
	}

	@Test
	void poolerThatRefusesParameters(CapturedOutput output) {
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", "options")) {
			FailedStart failed = start(output, "chanuka.db.url=" + pooler.url(this.database) + "?currentSchema=public");
			assertThat(failed.description())
				.startsWith("A pooler that was not recognised is in front of the database at ")
				.contains("unsupported startup parameter: search_path", "(SQLSTATE 08P01");
		}
	}

	@Test
	void poolerThatLosesStatements(CapturedOutput output) {
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", "extra_float_digits,options")) {
			FailedStart failed = start(output, Preparing.class, "chanuka.db.url=" + pooler.url(this.database),
					"chanuka.db.pooler.mode=none", "chanuka.db.migration.url=" + this.database.migrationUrl(),
					"chanuka.db.pool.nested-acquire-detection=false");
			assertThat(failed.description()).contains("Endpoint: runtime, jdbc", "prepared statement \"");
			assertThat(failed.action()).contains("chanuka.db.pooler.mode=transaction");
		}
	}

	@Test
	void migrationsThroughAPooler(CapturedOutput output) {
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction", "extra_float_digits,options")) {
			FailedStart failed = start(output, "chanuka.db.url=" + pooler.url(this.database));
			assertThat(failed.description()).startsWith("Migrations would go through a pooler at ");
			assertThat(failed.action()).contains("MIGRATION_DATABASE_URL", "chanuka.db.migration.allow-pooled=true");
		}
	}

	@Test
	void readOnlyServer(CapturedOutput output) {
		PostgresServer.execute("postgres",
				"alter role " + this.database.migrator() + " set default_transaction_read_only = on");
		FailedStart failed = start(output, "chanuka.db.url=" + this.database.migrationUrl());
		assertThat(failed.description()).contains(" is read-only: cannot execute ", "(SQLSTATE 25006");
		assertThat(failed.action()).contains("pg_is_in_recovery()");
	}

	@Test
	void neonWithoutEndpoint(CapturedOutput output) throws IOException {
		neon(output, "Endpoint ID is not specified. Either please upgrade the postgres client library",
				"Neon does not know which endpoint 127.0.0.1:", "options=endpoint%3D");
	}

	@Test
	void neonWithoutCompute(CapturedOutput output) throws IOException {
		neon(output, "The requested endpoint could not be found, or you don't have access to it.",
				"Neon has no compute for 127.0.0.1:", "neonctl branches list");
	}

	private void neon(CapturedOutput output, String message, String sentence, String action) throws IOException {
		try (FakeServer server = FakeServer.answering(() -> "XX000", message)) {
			FailedStart failed = start(output, url("127.0.0.1:" + server.port() + "/shop?sslmode=disable"),
					"chanuka.db.provider=neon");
			assertThat(failed.description()).startsWith(sentence);
			assertThat(failed.action()).contains(action);
		}
	}

	@Test
	void otherErrorOfTheServer(CapturedOutput output) throws IOException {
		try (FakeServer server = FakeServer.answering("08006")) {
			FailedStart failed = start(output, url("127.0.0.1:" + server.port() + "/shop?sslmode=disable"));
			assertThat(failed.description())
				.startsWith("Connecting to 127.0.0.1:" + server.port() + " failed: not now. (SQLSTATE 08006");
		}
	}

	@Test
	void failedMigration(CapturedOutput output) throws IOException {
		write("V1__one.sql", "create table a (id int);\n\nalter role missing_role password '" + SECRET + "';\n");
		FailedStart failed = start(output, migrating());
		assertThat(failed.description())
			.startsWith("Migration V1__one.sql failed in line 3: role \"missing_role\" does not exist.")
			.contains("Statement: alter role missing_role password '******'", "was rolled back",
					"Endpoint: runtime and migration");
	}

	@Test
	void failedMigrationOutsideOfATransaction(CapturedOutput output) throws IOException {
		write("V1__one.sql", "create table a (id int);");
		write("V2__two.sql", "create index concurrently i on a (id);\ncreate index concurrently j on a (nothing);");
		FailedStart failed = start(output, with(migrating(), "spring.flyway.postgresql.transactional-lock=false"));
		assertThat(failed.description()).startsWith("Migration V2__two.sql failed in line 2: ")
			.contains("It was not rolled back");
		assertThat(failed.action()).contains("delete from flyway_schema_history where not success");
	}

	@Test
	void migrationThatFailedBefore(CapturedOutput output) throws IOException {
		write("V1__one.sql", "create table a (id int);");
		migrate();
		this.database.query("update flyway_schema_history set success = false returning 1");
		FailedStart failed = start(output, migrating());
		assertThat(failed.description()).startsWith("Migration 1 failed at an earlier start and was not rolled back.");
	}

	@Test
	void checksumMismatch(CapturedOutput output) throws IOException {
		write("V1__one.sql", "create table a (id int);");
		migrate();
		write("V1__one.sql", "create table a (id bigint);");
		FailedStart failed = start(output, migrating());
		assertThat(failed.description()).startsWith("Migration V1__one.sql was changed after it had been applied.")
			.contains(" by " + this.database.migrator());
		assertThat(failed.action()).contains("git log -p -- '*V1__one.sql'",
				"update flyway_schema_history set checksum = ");
	}

	@Test
	void missingFile(CapturedOutput output) throws IOException {
		write("V1__one.sql", "create table a (id int);");
		write("V2__two.sql", "create table b (id int);");
		migrate();
		Files.delete(this.migrations.resolve("V1__one.sql"));
		FailedStart failed = start(output, migrating());
		assertThat(failed.description()).startsWith("The file of migration 1, which was applied, is missing.")
			.contains("V1__one.sql");
	}

	@Test
	void newerDatabase(CapturedOutput output) throws IOException {
		write("V1__one.sql", "create table a (id int);");
		write("V2__two.sql", "create table b (id int);");
		write("V10__ten.sql", "create table c (id int);");
		migrate();
		Files.delete(this.migrations.resolve("V2__two.sql"));
		Files.delete(this.migrations.resolve("V10__ten.sql"));
		FailedStart failed = start(output, with(migrating(), "spring.flyway.ignore-migration-patterns=*:pending"));
		assertThat(failed.description())
			.startsWith("The database is newer than this application: it is at version 10.");
	}

	@Test
	void outOfOrder(CapturedOutput output) throws IOException {
		write("V2__two.sql", "create table b (id int);");
		migrate();
		write("V1__one.sql", "create table a (id int);");
		FailedStart failed = start(output, migrating());
		assertThat(failed.description()).startsWith("Migration 1 is older than the last one that was applied.")
			.contains("The database is at version 2.");
		assertThat(failed.action()).contains("spring.flyway.out-of-order=true");
	}

	@Test
	void lockNotObtained(CapturedOutput output) throws Exception {
		write("V1__one.sql", "select pg_sleep(0)");
		migrate();
		write("V2__two.sql", "select pg_sleep(30)");
		Thread holder = new Thread(() -> catchThrowable(() -> TestApplication.start(migrating())), "holder");
		holder.start();
		Awaitility.await()
			.until(() -> !this.database
				.query("select 1 from pg_stat_activity where query like '%pg_sleep(30)%'"
						+ " and pid <> pg_backend_pid() and datname = current_database()")
				.isEmpty());
		FailedStart failed = start(output, with(migrating(), "spring.flyway.lock-retry-count=1"));
		this.database.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
				+ this.database.migrator() + "'");
		assertThat(failed.description()).startsWith("Flyway could not obtain its lock at 127.0.0.1:")
			.contains("It is held by application application-dev, user " + this.database.migrator()
					+ ", from 127.0.0.1, since 20");
		assertThat(failed.action()).contains("select pg_terminate_backend(");
		holder.join(30_000);
	}

	@Test
	void ignoredVariableComesFirst(CapturedOutput output) {
		int port = FakeServer.refusedPort();
		FailedStart failed = start(output, url("127.0.0.1:" + port + "/shop"),
				"DATABASE_URL=postgresql://app:" + SECRET + "@db.example.com/shop");
		assertThat(failed.description()).startsWith("Ignored: ").contains("DATABASE_URL", "db.example.com");
	}

	@Test
	void childContext(CapturedOutput output) {
		int port = FakeServer.refusedPort();
		Throwable failure = catchThrowable(
				() -> new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.NONE)
					.child(Acquiring.class)
					.web(WebApplicationType.NONE)
					.bannerMode(Banner.Mode.OFF)
					.run("--" + url("127.0.0.1:" + port + "/shop"), "--spring.flyway.enabled=false",
							"--chanuka.db.pool.min-idle=0", "--chanuka.db.pool.connection-timeout=1s")
					.close());
		assertThat(failure).as("a failed start").isNotNull();
		FailedStart failed = new FailedStart(output.getAll());
		failed.assertIsShortAndClean(SECRET);
		assertThat(failed.description()).startsWith("Connection to 127.0.0.1:" + port + " was refused.");
	}

	private static String url(String rest) {
		return "chanuka.db.url=postgresql://app:" + SECRET + "@" + rest;
	}

	private static String tls(String host, String name) {
		return "chanuka.db.url=" + tls.url(host, name);
	}

	private String[] roles() {
		return new String[] { "chanuka.db.url=" + this.database.runtimeUrl(),
				"chanuka.db.migration.url=" + this.database.migrationUrl() };
	}

	private String[] migrating() {
		return new String[] { "chanuka.db.url=" + this.database.migrationUrl(),
				"spring.flyway.locations=filesystem:" + this.migrations };
	}

	private void migrate() {
		TestApplication.start(migrating()).close();
	}

	private void write(String file, String sql) throws IOException {
		Files.writeString(this.migrations.resolve(file), sql);
	}

	private static String[] with(String[] properties, String more) {
		return Stream.concat(Arrays.stream(properties), Stream.of(more)).toArray(String[]::new);
	}

	private static FailedStart start(CapturedOutput output, String... properties) {
		return start(output, Nothing.class, properties);
	}

	private static FailedStart start(CapturedOutput output, Class<?> configuration, String... properties) {
		int before = output.getAll().length();
		Throwable failure = catchThrowable(
				() -> TestApplication.start(configuration, with(properties, "chanuka.db.startup.max-attempts=1"))
					.close());
		assertThat(failure).as("a failed start").isNotNull();
		FailedStart failed = new FailedStart(output.getAll().substring(before));
		failed.assertIsShortAndClean(SECRET);
		return failed;
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class Reader {

		@Bean
		InitializingBean reader(JdbcTemplate jdbc) {
			return () -> jdbc.queryForList("select * from pg_authid");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Acquiring {

		@Bean
		InitializingBean acquiring(DataSource dataSource) {
			return () -> dataSource.getConnection().close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Preparing {

		@Bean
		InitializingBean preparing(DataSource dataSource) {
			return () -> {
				try (Connection first = dataSource.getConnection(); Connection second = dataSource.getConnection()) {
					prepare(first);
					prepare(second);
				}
			};
		}

		private static void prepare(Connection connection) throws SQLException {
			try (PreparedStatement statement = connection.prepareStatement("select 1")) {
				for (int i = 0; i < 10; i++) {
					statement.executeQuery().close();
				}
			}
		}

	}

}
