package io.chanuka.db.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A real PgBouncer, a process of its own from the program that the operating system's
 * package brings. It has no support for prepared statements and few connections to the
 * server, so that its clients meet on them.
 */
public final class PgBouncer implements AutoCloseable {

	/**
	 * How many connections it has to the server for one user and database.
	 */
	public static final int SERVER_CONNECTIONS = 5;

	private static final Pattern VERSION = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)");

	private final Path directory;

	private final int port = FakeServer.refusedPort();

	private Process process;

	private PgBouncer(int serverPort, String user, String password, String mode, String ignored) {
		try {
			this.directory = Files.createTempDirectory("pgbouncer");
			Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
			write("userlist.txt", quoted(user) + " " + quoted(password) + "\n");
			write("pgbouncer.ini", configuration(serverPort, mode, ignored));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.process = run();
	}

	/**
	 * Starts one in front of a server on this machine.
	 * @param serverPort the server's port
	 * @param user the one user that it lets in
	 * @param password the user's password
	 * @param mode the mode of the pool
	 * @param ignored the parameters at the start of a session that are ignored; others
	 * are refused
	 */
	public static PgBouncer start(int serverPort, String user, String password, String mode, String ignored) {
		return new PgBouncer(serverPort, user, password, mode, ignored);
	}

	/**
	 * Starts one in front of a database, for its migrator.
	 */
	public static PgBouncer start(TestDatabase database, String mode, String ignored) {
		return start(database.port(), database.migrator(), database.migratorPassword(), mode, ignored);
	}

	/**
	 * Starts one in transaction mode in front of a server, for its user.
	 */
	public static PgBouncer start(RestartableServer server) {
		return start(server.port(), RestartableServer.USER, RestartableServer.PASSWORD, "transaction",
				"extra_float_digits,options");
	}

	/**
	 * Whether the program is installed.
	 */
	public static boolean isInstalled() {
		return program().isPresent();
	}

	private static Optional<Path> program() {
		String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
		return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
			.map((folder) -> Path.of(folder, "pgbouncer"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static String quoted(String text) {
		return "\"" + text.replace("\"", "\"\"") + "\"";
	}

	private void write(String name, String content) throws IOException {
		Path file = this.directory.resolve(name);
		Files.writeString(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
	}

	private String configuration(int serverPort, String mode, String ignored) throws IOException {
		List<String> lines = new ArrayList<>(List.of("[databases]", "* = host=127.0.0.1 port=" + serverPort,
				"[pgbouncer]", "listen_addr = 127.0.0.1", "listen_port = " + this.port, "unix_socket_dir =",
				"auth_type = scram-sha-256", "auth_file = " + this.directory.resolve("userlist.txt"),
				"pool_mode = " + mode, "default_pool_size = " + SERVER_CONNECTIONS, "max_client_conn = 200",
				"ignore_startup_parameters = " + ignored, "server_login_retry = 1"));
		if (supportsPreparedStatements()) {
			lines.add("max_prepared_statements = 0");
		}
		return String.join("\n", lines) + "\n";
	}

	/**
	 * Before 1.21 it does not know the parameter and refuses to start.
	 */
	private static boolean supportsPreparedStatements() throws IOException {
		Process version = new ProcessBuilder(program().orElseThrow().toString(), "--version").start();
		Matcher matcher = VERSION.matcher(new String(version.getInputStream().readAllBytes()));
		return matcher.find() && Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2)) >= 121;
	}

	/**
	 * It does not run as root.
	 */
	private Process run() {
		List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
		if (System.getProperty("user.name").equals("root")) {
			command.addAll(List.of("-u", "nobody"));
		}
		command.add(this.directory.resolve("pgbouncer.ini").toString());
		try {
			Process started = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
				.start();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> accepts() || !started.isAlive());
			if (!started.isAlive()) {
				throw new IllegalStateException("PgBouncer ended:\n" + Files.readString(log()));
			}
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path log() {
		return this.directory.resolve("log");
	}

	private boolean accepts() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Ends it, with all connections of its clients, and starts it again.
	 */
	public void restart() {
		kill();
		start();
	}

	/**
	 * Starts it again on the same port, and returns when it accepts connections.
	 */
	public void start() {
		this.process = run();
	}

	/**
	 * Ends it, with all connections of its clients.
	 */
	public void kill() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * The URL of the database's migrator, at a port that reveals nothing.
	 */
	public String url(TestDatabase database) {
		return database.migrationUrl().replace(":" + database.port() + "/", ":" + this.port + "/");
	}

	/**
	 * The URL of the server's user.
	 */
	public String url(RestartableServer server) {
		return server.url().replace(":" + server.port() + "/", ":" + this.port + "/");
	}

	/**
	 * How often it has refused a parameter at the start of a session.
	 */
	public long refusals() {
		try (Stream<String> lines = Files.lines(log())) {
			return lines.filter((line) -> line.contains("closing because: unsupported startup parameter")).count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
