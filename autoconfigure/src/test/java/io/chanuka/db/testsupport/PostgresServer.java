package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL 18, one for all tests of a JVM, that asks every user but its
 * superuser for a password.
 */
public final class PostgresServer {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final PostgresServer SHARED = new PostgresServer();

	private final EmbeddedPostgres postgres;

	private PostgresServer() {
		try {
			Path hba = Files.createTempFile("pg_hba", ".conf");
			Files.writeString(hba, "local all all trust\nhost all postgres 127.0.0.1/32 trust\n"
					+ "host all all 127.0.0.1/32 scram-sha-256\n");
			Files.setPosixFilePermissions(hba, PosixFilePermissions.fromString("rw-r--r--"));
			this.postgres = EmbeddedPostgres.builder()
				.setServerConfig("hba_file", hba.toString())
				.setServerConfig("max_connections", "300")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes a fresh database with a migrator that owns it and a runtime user that may
	 * only read and write rows, both with passwords full of reserved characters.
	 * @return the database
	 */
	public static TestDatabase newDatabase() {
		int number = COUNTER.incrementAndGet();
		TestDatabase database = new TestDatabase("127.0.0.1", SHARED.postgres.getPort(), "db" + number,
				"migrator" + number, "m/g%r@t0r:" + number, "runtime" + number, "p@ss:w/o?r#d%" + number);
		execute("postgres",
				"create role " + database.migrator() + " login password '" + database.migratorPassword() + "'",
				"create role " + database.runtime() + " login password '" + database.runtimePassword() + "'",
				"create database " + database.name() + " owner " + database.migrator());
		execute(database.name(),
				"alter default privileges for role " + database.migrator()
						+ " grant select, insert, update, delete on tables to " + database.runtime(),
				"revoke create on schema public from public", "grant all on schema public to " + database.migrator());
		return database;
	}

	/**
	 * The port of the server on 127.0.0.1.
	 */
	public static int port() {
		return SHARED.postgres.getPort();
	}

	/**
	 * Runs statements as superuser.
	 * @param database the database to run them in
	 * @param statements the statements
	 */
	public static void execute(String database, String... statements) {
		new Superuser(() -> superuser(database)).execute(statements);
	}

	/**
	 * Connects as superuser.
	 * @param database the database
	 * @return a new connection
	 * @throws SQLException if that fails
	 */
	public static Connection superuser(String database) throws SQLException {
		return SHARED.postgres.getDatabase("postgres", database).getConnection();
	}

}
