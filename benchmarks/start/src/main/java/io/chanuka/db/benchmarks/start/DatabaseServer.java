package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL that accepts the user {@code app} with SCRAM and over TLS only.
 */
final class DatabaseServer implements AutoCloseable {

	private static final String PASSWORD = "changeit";

	private final EmbeddedPostgres postgres;

	private int databases;

	DatabaseServer(Path directory) throws IOException, GeneralSecurityException, InterruptedException, SQLException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		KeyStore keys = keys(directory.resolve("server.p12"));
		Key key = keys.getKey("server", PASSWORD.toCharArray());
		this.postgres = EmbeddedPostgres.builder()
			.setServerConfig("hba_file", write(directory.resolve("pg_hba.conf"), """
					local all all trust
					host all postgres 127.0.0.1/32 trust
					hostssl all app 127.0.0.1/32 scram-sha-256
					""", "rw-r--r--"))
			.setServerConfig("ssl", "on")
			.setServerConfig("ssl_cert_file",
					write(directory.resolve("server.crt"),
							pem("CERTIFICATE", keys.getCertificate("server").getEncoded()), "rw-r--r--"))
			.setServerConfig("ssl_key_file",
					write(directory.resolve("server.key"), pem("PRIVATE KEY", key.getEncoded()), "rw-------"))
			.start();
		execute("create role app login password 'secret'");
	}

	private static KeyStore keys(Path file) throws IOException, GeneralSecurityException, InterruptedException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		if (keytool.waitFor() != 0) {
			throw new IOException("keytool has failed");
		}
		return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
	}

	private static String pem(String label, byte[] der) {
		return "-----BEGIN " + label + "-----\n"
				+ Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
				+ "\n-----END " + label + "-----\n";
	}

	private static String write(Path file, String text, String permissions) throws IOException {
		return Files
			.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString(permissions))
			.toString();
	}

	int port() {
		return this.postgres.getPort();
	}

	/**
	 * Creates an empty database.
	 * @return its name
	 * @throws SQLException if that fails
	 */
	String newDatabase() throws SQLException {
		String name = "start_" + ++this.databases;
		execute("create database " + name + " owner app");
		return name;
	}

	void drop(String database) throws SQLException {
		execute("drop database " + database + " with (force)");
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
