package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A server that is not PostgreSQL, named by what it does.
 */
public final class FakeServer implements AutoCloseable {

	private final ServerSocket server;

	private final List<Socket> clients = new CopyOnWriteArrayList<>();

	private FakeServer(ServerSocket server) {
		this.server = server;
	}

	private FakeServer(Behaviour behaviour) {
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(() -> accept(behaviour), "fake server");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Accepts and never answers.
	 */
	public static FakeServer silent() {
		return new FakeServer((client) -> {
		});
	}

	/**
	 * Accepts and closes.
	 */
	public static FakeServer closing() {
		return new FakeServer(Socket::close);
	}

	/**
	 * Answers like a PostgreSQL that cannot take the connection.
	 * @param sqlState the SQLSTATE of the answer
	 */
	public static FakeServer answering(String sqlState) {
		return answering(() -> sqlState);
	}

	/**
	 * Answers like a PostgreSQL that cannot take the connection, for reasons that change.
	 * @param sqlState gives the SQLSTATE of the next answer
	 */
	public static FakeServer answering(Supplier<String> sqlState) {
		return answering(sqlState, "not now");
	}

	/**
	 * Answers like a PostgreSQL that cannot take the connection.
	 * @param sqlState gives the SQLSTATE of the next answer
	 * @param message the message of the answer
	 */
	public static FakeServer answering(Supplier<String> sqlState, String message) {
		return new FakeServer((client) -> {
			client.getInputStream().read(new byte[1024]);
			byte[] fields = ("SFATAL\0VFATAL\0C" + sqlState.get() + "\0M" + message + "\0\0")
				.getBytes(StandardCharsets.UTF_8);
			byte[] answer = new byte[fields.length + 5];
			answer[0] = 'E';
			answer[4] = (byte) (fields.length + 4);
			System.arraycopy(fields, 0, answer, 5, fields.length);
			client.getOutputStream().write(answer);
			client.close();
		});
	}

	/**
	 * Does not take connections any more: the operating system drops the attempts.
	 */
	public static FakeServer dropping() throws IOException {
		FakeServer dropping = new FakeServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
		for (int attempt = 0; attempt < 4; attempt++) {
			Socket client = new Socket();
			dropping.clients.add(client);
			try {
				client.connect(dropping.server.getLocalSocketAddress(), 200);
			}
			catch (SocketTimeoutException ex) {
				return dropping;
			}
		}
		throw new IllegalStateException("The operating system still accepts connections");
	}

	/**
	 * A port on which no server listens.
	 */
	public static int refusedPort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(Behaviour behaviour) {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.clients.add(client);
				behaviour.serve(client);
			}
			catch (IOException ex) {
				// The client or this server has closed the connection.
			}
		}
	}

	/**
	 * How many clients have come so far.
	 */
	public int connections() {
		return this.clients.size();
	}

	public int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket client : this.clients) {
			client.close();
		}
	}

	@FunctionalInterface
	private interface Behaviour {

		void serve(Socket client) throws IOException;

	}

}
