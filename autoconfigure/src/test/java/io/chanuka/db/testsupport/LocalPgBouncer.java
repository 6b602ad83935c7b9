package io.chanuka.db.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

/**
 * A real PgBouncer of this machine in transaction mode, with few connections to a
 * {@link RestartableServer}. It can be killed and started again on the same port.
 */
public final class LocalPgBouncer implements AutoCloseable {

	/**
	 * How many connections it has to the server.
	 */
	public static final int SERVER_CONNECTIONS = 5;

	private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

	private final int port = FakeServer.refusedPort();

	private final Path configuration;

	private Process process;

	public LocalPgBouncer(RestartableServer server) throws IOException {
		this.configuration = Files.createTempFile("pgbouncer", ".ini");
		Files.writeString(this.configuration, """
				[databases]
				postgres = host=127.0.0.1 port=%d user=%s password=%s
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = transaction
				default_pool_size = %d
				ignore_startup_parameters = extra_float_digits,options
				server_login_retry = 1
				""".formatted(server.port(), RestartableServer.USER, RestartableServer.PASSWORD, this.port,
				SERVER_CONNECTIONS));
		Files.setPosixFilePermissions(this.configuration, PosixFilePermissions.fromString("rw-r--r--"));
		start();
	}

	/**
	 * Whether there is one.
	 */
	public static boolean isInstalled() {
		return Files.isExecutable(PROGRAM);
	}

	/**
	 * Starts it, and returns when it accepts connections. It refuses to run as root.
	 */
	public void start() throws IOException {
		List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
		if (System.getProperty("user.name").equals("root")) {
			command.addAll(List.of("-u", "nobody"));
		}
		command.add(this.configuration.toString());
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::accepts);
	}

	private boolean accepts() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	public void kill() {
		try {
			this.process.destroyForcibly().waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The URL, at a port that reveals nothing.
	 */
	public String url() {
		return "postgresql://" + RestartableServer.USER + ":" + RestartableServer.PASSWORD + "@127.0.0.1:" + this.port
				+ "/postgres?sslmode=disable";
	}

	@Override
	public void close() throws IOException {
		kill();
		Files.delete(this.configuration);
	}

}
