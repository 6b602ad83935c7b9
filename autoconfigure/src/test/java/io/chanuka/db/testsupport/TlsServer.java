package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL 18 with TLS on, certified for {@code localhost}. Its user {@code app}
 * has the password {@code secret}; the database {@code encrypted} takes only TLS, the
 * database {@code certified} only TLS with a client certificate for {@code app}.
 */
public final class TlsServer implements AutoCloseable {

	private final EmbeddedPostgres postgres;

	private final Superuser superuser;

	private TlsServer(EmbeddedPostgres postgres) {
		this.postgres = postgres;
		this.superuser = new Superuser(() -> postgres.getPostgresDatabase().getConnection());
	}

	/**
	 * Starts a server.
	 * @param authority the authority that signs clients
	 * @param server the server's own certificate
	 */
	public static TlsServer start(TestCertificates authority, TestCertificates server) {
		try {
			Path directory = Files.createTempDirectory("tls");
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
			Path hba = write(directory, "pg_hba.conf", """
					local all all trust
					host all postgres 127.0.0.1/32 trust
					hostssl certified all 127.0.0.1/32 cert
					hostssl encrypted all 127.0.0.1/32 scram-sha-256
					host plain all 127.0.0.1/32 scram-sha-256
					""", "rw-r--r--");
			TlsServer started = new TlsServer(EmbeddedPostgres.builder()
				.setServerConfig("hba_file", hba.toString())
				.setServerConfig("ssl", "on")
				.setServerConfig("ssl_ca_file",
						write(directory, "ca.crt", authority.certificatePem(), "rw-r--r--").toString())
				.setServerConfig("ssl_cert_file",
						write(directory, "server.crt", server.certificatePem(), "rw-r--r--").toString())
				.setServerConfig("ssl_key_file",
						write(directory, "server.key", server.keyPem(), "rw-------").toString())
				.start());
			started.superuser.execute("create role app login password 'secret'");
			for (String database : List.of("certified", "encrypted", "plain")) {
				started.superuser.execute("create database " + database + " owner app");
			}
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path write(Path directory, String name, String text, String permissions) throws IOException {
		Path file = Files.writeString(directory.resolve(name), text);
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	public int port() {
		return this.postgres.getPort();
	}

	/**
	 * The URL of a database by the name that the certificate is made for.
	 */
	public String url(String database) {
		return url("localhost", database);
	}

	public String url(String host, String database) {
		return "postgresql://app:secret@" + host + ":" + this.postgres.getPort() + "/" + database;
	}

	/**
	 * The first column of a query's rows, asked as superuser.
	 */
	public List<String> query(String sql) {
		return this.superuser.query(sql);
	}

	@Override
	public void close() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
