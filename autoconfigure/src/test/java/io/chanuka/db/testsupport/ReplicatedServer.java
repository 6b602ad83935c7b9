package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.awaitility.Awaitility;

/**
 * One of two PostgreSQL servers with the same data: a primary, or a standby that
 * replicates it.
 */
public final class ReplicatedServer implements AutoCloseable {

	/**
	 * A user that may connect from everywhere on this machine.
	 */
	public static final String USER = "app";

	private final Path control;

	private final Path directory;

	private final int port = FakeServer.refusedPort();

	private final Superuser superuser = new Superuser(() -> DriverManager
		.getConnection("jdbc:postgresql://127.0.0.1:" + this.port + "/postgres", "postgres", ""));

	private ReplicatedServer(Path control, Path directory) {
		this.control = control;
		this.directory = directory;
	}

	/**
	 * Starts a primary with a table {@code entry} and a sequence for its keys.
	 */
	public static ReplicatedServer primary() {
		try {
			Path directory = Files.createTempDirectory("primary").resolve("data");
			EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(false).start().close();
			Path program = Path.of(Files.readString(directory.resolve("postmaster.opts")).split(" ", 2)[0]);
			Files.writeString(directory.resolve("pg_hba.conf"),
					"host all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\n");
			ReplicatedServer server = new ReplicatedServer(program.resolveSibling("pg_ctl"), directory);
			server.start();
			server.execute("create role " + USER + " login", "create table entry (id serial primary key, writer int)",
					"grant all on all tables in schema public to " + USER,
					"grant all on all sequences in schema public to " + USER);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts a standby on a cold copy of this server's data.
	 */
	public ReplicatedServer standby() {
		stop();
		ReplicatedServer standby = new ReplicatedServer(this.control, copy());
		start();
		standby.follow(this);
		standby.start();
		return standby;
	}

	private Path copy() {
		try {
			Path copy = Files.createTempDirectory("standby").resolve("data");
			try (Stream<Path> files = Files.walk(this.directory)) {
				for (Path file : files.toList()) {
					Files.copy(file, copy.resolve(this.directory.relativize(file).toString()));
				}
			}
			Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes this server, which is stopped, a standby.
	 */
	public void follow(ReplicatedServer primary) {
		try {
			Files.writeString(this.directory.resolve("standby.signal"), "");
			Files.writeString(this.directory.resolve("postgresql.auto.conf"),
					"primary_conninfo = 'host=127.0.0.1 user=postgres port=" + primary.port + "'\n",
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void start() {
		control("-w", "-l", this.directory.resolveSibling("log").toString(), "-o",
				"-p " + this.port
						+ " -F -c max_connections=200 -c unix_socket_directories='' -c listen_addresses=127.0.0.1",
				"start");
	}

	/**
	 * Stops the server, which ends all connections.
	 */
	public void stop() {
		control("-m", "fast", "-w", "stop");
	}

	/**
	 * Makes this standby a primary.
	 */
	public void promote() {
		control("-w", "promote");
	}

	/**
	 * Waits until this standby has all that the primary has written.
	 */
	public void awaitReplication(ReplicatedServer primary) {
		String written = primary.query("select pg_current_wal_lsn()::text").get(0);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> query("select coalesce(pg_last_wal_replay_lsn() >= '" + written + "', false)").get(0)
				.equals("t"));
	}

	private void control(String... arguments) {
		List<String> command = new ArrayList<>();
		if (LinuxUtils.isUnshareAvailable()) {
			command.addAll(List.of("unshare", "-U"));
		}
		command.addAll(List.of(this.control.toString(), "-D", this.directory.toString(), "-t", "60"));
		command.addAll(Arrays.asList(arguments));
		try {
			int exit = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			if (exit != 0) {
				throw new IllegalStateException(command + " ends with " + exit);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public void execute(String... statements) {
		this.superuser.execute(statements);
	}

	public List<String> query(String sql) {
		return this.superuser.query(sql);
	}

	/**
	 * How many connections the application has open.
	 */
	public int connections() {
		return Integer.parseInt(query("select count(*) from pg_stat_activity where usename = '" + USER + "'").get(0));
	}

	public int port() {
		return this.port;
	}

	/**
	 * The URL of the application.
	 * @param authority hosts and ports
	 */
	public static String url(String authority) {
		return "postgresql://" + USER + "@" + authority + "/postgres?sslmode=disable";
	}

	@Override
	public void close() {
		try {
			control("-m", "immediate", "stop");
		}
		catch (IllegalStateException ex) {
			// It is stopped.
		}
	}

}
