package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL of its own that can be killed and started again on the same port with the
 * same data.
 */
public final class RestartableServer implements AutoCloseable {

	/**
	 * A user that logs in with a password.
	 */
	public static final String USER = "app";

	public static final String PASSWORD = "secret";

	private final Path directory;

	private final Path hba;

	private final int port = FakeServer.refusedPort();

	private final EmbeddedPostgres postgres;

	private final Superuser superuser = new Superuser(this::connect);

	public RestartableServer() {
		this(300);
	}

	/**
	 * Create a new instance.
	 * @param connections how many the server has
	 */
	public RestartableServer(int connections) {
		try {
			this.directory = Files.createTempDirectory("restartable");
			this.hba = Files.createTempFile("pg_hba", ".conf");
			Files.writeString(this.hba,
					"local all all trust\nhost all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
			Files.setPosixFilePermissions(this.hba, PosixFilePermissions.fromString("rw-r--r--"));
			this.postgres = EmbeddedPostgres.builder()
				.setDataDirectory(this.directory)
				.setPort(this.port)
				.setServerConfig("hba_file", this.hba.toString())
				.setServerConfig("max_connections", Integer.toString(connections))
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("unix_socket_directories", "")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		execute("create role " + USER + " login password '" + PASSWORD + "'");
	}

	/**
	 * Starts the server again as it was started first, and returns when it accepts
	 * connections.
	 */
	public void start() {
		control("restart");
	}

	/**
	 * Starts the server, which was killed, as a standby that accepts no connections.
	 */
	public void startInRecovery() {
		write("standby.signal", "");
		write("postgresql.auto.conf", "hot_standby = off\n");
		control("restart");
	}

	/**
	 * Starts the server, which runs, again as a standby that accepts read-only
	 * connections.
	 */
	public void startAsReplica() {
		write("standby.signal", "");
		control("restart");
	}

	/**
	 * Ends the recovery, and returns when the server accepts connections. A later start
	 * would not wait for that without hot standby.
	 */
	public void promote() {
		control("promote");
		write("postgresql.auto.conf", "");
	}

	private void write(String file, String text) {
		try {
			Files.writeString(this.directory.resolve(file), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Opens connections until the server is full.
	 * @return the connections
	 */
	public List<Connection> fill() {
		List<Connection> connections = new ArrayList<>();
		while (true) {
			try {
				connections.add(connect());
			}
			catch (SQLException ex) {
				if (!"53300".equals(ex.getSQLState())) {
					throw new IllegalStateException(ex);
				}
				return connections;
			}
		}
	}

	private void control(String action) {
		try {
			String postgres = Files.readString(this.directory.resolve("postmaster.opts")).split(" ", 2)[0];
			List<String> command = new ArrayList<>();
			if (LinuxUtils.isUnshareAvailable()) {
				command.addAll(List.of("unshare", "-U"));
			}
			command.addAll(List.of(Path.of(postgres).resolveSibling("pg_ctl").toString(), "-D",
					this.directory.toString(), "-w", action));
			run(command);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void run(List<String> command) throws IOException {
		try {
			int exit = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			if (exit != 0) {
				throw new IOException(command + " ends with " + exit);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Kills all processes of the server, which have no time to answer.
	 */
	public void kill() {
		List<ProcessHandle> processes = processes();
		processes.forEach(ProcessHandle::destroyForcibly);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> processes.stream().noneMatch(this::runs));
		try {
			// A zombie process would pass for a server that runs.
			Files.delete(this.directory.resolve("postmaster.pid"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops all processes of the server as they are, or lets them go on. A client gets a
	 * connection from the kernel and no answer.
	 */
	public void freeze(boolean frozen) {
		for (ProcessHandle process : processes()) {
			try {
				run(List.of("kill", frozen ? "-STOP" : "-CONT", Long.toString(process.pid())));
			}
			catch (IOException ex) {
				// A connection that was closed a moment ago has no process any more.
				if (process.isAlive()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private List<ProcessHandle> processes() {
		try {
			long pid = Long.parseLong(Files.readAllLines(this.directory.resolve("postmaster.pid")).get(0).strip());
			return Stream.of(ProcessHandle.of(pid).orElseThrow())
				.flatMap((postmaster) -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean runs(ProcessHandle process) {
		return process.isAlive() && process.info().command().isPresent();
	}

	/**
	 * Whether a plain connection can be opened now.
	 */
	public boolean accepts() {
		try {
			connect().close();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * How many connections the user has open.
	 */
	public int connections() {
		return (int) count("select count(*) from pg_stat_activity where backend_type = 'client backend' and usename = '"
				+ USER + "'");
	}

	/**
	 * How many sessions there were so far, this question being one.
	 */
	public long sessions() {
		return count("select sum(sessions) from pg_stat_database");
	}

	private long count(String query) {
		return Long.parseLong(this.superuser.query(query).get(0));
	}

	public void execute(String sql) {
		this.superuser.execute(sql);
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(jdbcUrl(), "postgres", null);
	}

	public int port() {
		return this.port;
	}

	public String jdbcUrl() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres?sslmode=disable";
	}

	public String url() {
		return "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + this.port + "/postgres?sslmode=disable";
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

}
