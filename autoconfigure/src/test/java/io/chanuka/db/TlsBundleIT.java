package io.chanuka.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.chanuka.db.connection.source.MigrationDataSource;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TlsServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose certificates come from an SSL bundle.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsBundleIT {

	private static final TestCertificates CA = TestCertificates.authority("ca");

	@Test
	void reloadedBundleRenewsConnectionsUnderLoadWithoutAFailedBorrow(@TempDir Path directory, CapturedOutput output)
			throws Exception {
		write(directory, CA.sign("app"));
		Files.writeString(directory.resolve("ca.pem"), CA.certificatePem());
		try (TlsServer server = TlsServer.start(CA, CA.sign("localhost"));
				ConfigurableApplicationContext context = TestApplication.start(
						"chanuka.db.url=" + server.url("certified"), "chanuka.db.ssl.mode=verify-full",
						"chanuka.db.ssl.bundle=db", "chanuka.db.pool.max-size=5", "chanuka.db.environment=production",
						"spring.ssl.bundle.pem.db.keystore.certificate=file:" + directory.resolve("client.crt"),
						"spring.ssl.bundle.pem.db.keystore.private-key=file:" + directory.resolve("client.key"),
						"spring.ssl.bundle.pem.db.truststore.certificate=file:" + directory.resolve("ca.pem"),
						"spring.ssl.bundle.pem.db.reload-on-update=true",
						"spring.ssl.bundle.watch.file.quiet-period=200ms");
				Load load = Load.on(context.getBean(JdbcClient.class))) {
			List<String> before = serials(server);
			assertThat(before).hasSize(1);
			write(directory, CA.sign("app"));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(serials(server)).hasSize(1).isNotEqualTo(before));
			List<String> after = serials(server);
			write(directory, TestCertificates.authority("stranger")
				.sign("app", "RSA", Instant.now().minusSeconds(7200), Instant.now().minusSeconds(3600)));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> output.toString().contains("was reloaded but refused"));
			assertThat(serials(server)).isEqualTo(after);
			assertThat(load.stop()).isZero();
			assertThat(load.done()).isGreaterThan(20);
		}
		assertThat(output).contains("SSL bundle 'db' was reloaded; connections are renewed", "expired at");
	}

	@Test
	void slicesAndOthersThatTakeTheUrlGetTheCertificatesToo() {
		try (TlsServer server = TlsServer.start(CA, CA.sign("localhost"));
				ConfigurableApplicationContext context = TestApplication.start(
						"chanuka.db.url=" + server.url("encrypted"), "chanuka.db.ssl.mode=verify-full",
						"chanuka.db.ssl.root-certificate=" + CA.certificatePem(),
						"spring.main.lazy-initialization=true")) {
			String url = context.getBean(JdbcConnectionDetails.class).getJdbcUrl();
			JdbcClient client = JdbcClient.create(new DriverManagerDataSource(url, "app", "secret"));
			assertThat(client.sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
				.query(Boolean.class)
				.single()).isTrue();
			assertThat(url).doesNotContain("BEGIN").contains("sslmode=verify-full");
		}
	}

	@Test
	void factoryOfTheDriversPropertiesEncryptsTheMigrationsToo() throws Exception {
		String driver = "spring.datasource.hikari.data-source-properties.";
		try (TlsServer server = TlsServer.start(CA, CA.sign("localhost"));
				ConfigurableApplicationContext context = TestApplication.start(
						"chanuka.db.url=" + server.url("encrypted"), driver + "sslmode=verify-ca",
						driver + "sslfactory=org.postgresql.ssl.NonValidatingFactory");
				Connection connection = context.getBean(MigrationDataSource.class).getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	/**
	 * The key first: a bundle is taken over when both have come to rest.
	 */
	private static void write(Path directory, TestCertificates client) throws Exception {
		Files.writeString(directory.resolve("client.key"), client.keyPem());
		Files.writeString(directory.resolve("client.crt"), client.certificatePem());
	}

	private static List<String> serials(TlsServer server) {
		return server.query("select distinct client_serial::text from pg_stat_ssl join pg_stat_activity using (pid) "
				+ "where ssl and usename = 'app'");
	}

	/**
	 * Clients that borrow all the time and count what fails.
	 */
	private static final class Load implements AutoCloseable {

		private final ExecutorService clients = Executors.newFixedThreadPool(8);

		private final AtomicBoolean on = new AtomicBoolean(true);

		private final AtomicInteger failed = new AtomicInteger();

		private final AtomicInteger done = new AtomicInteger();

		static Load on(JdbcClient database) {
			database.sql("select 1").query(Integer.class).single();
			Load load = new Load();
			for (int client = 0; client < 8; client++) {
				load.clients.execute(() -> load.run(database));
			}
			return load;
		}

		private void run(JdbcClient database) {
			while (this.on.get()) {
				try {
					database.sql("select pg_sleep(0.02)::text").query(String.class).single();
					this.done.incrementAndGet();
				}
				catch (RuntimeException ex) {
					ex.printStackTrace();
					this.failed.incrementAndGet();
				}
			}
		}

		int stop() throws InterruptedException {
			this.on.set(false);
			this.clients.shutdown();
			assertThat(this.clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
			return this.failed.get();
		}

		int done() {
			return this.done.get();
		}

		@Override
		public void close() {
			this.on.set(false);
			this.clients.shutdownNow();
		}

	}

}
