package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A host name that moves from one server to another one: connections that are open stay
 * where they are, new ones reach the new server.
 */
public final class MovingHost implements AutoCloseable {

	private final ServerSocket server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private volatile int target;

	public MovingHost(int target) {
		this.target = target;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "moving host");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				this.sockets.add(client);
				connect(client);
			}
			catch (IOException ex) {
				// It is closed.
			}
		}
	}

	private void connect(Socket client) throws IOException {
		try {
			Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(far);
			client.setTcpNoDelay(true);
			far.setTcpNoDelay(true);
			start(() -> forward(client, far));
			start(() -> forward(far, client));
		}
		catch (IOException ex) {
			client.close();
		}
	}

	private static void forward(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One of both sides has disconnected.
		}
	}

	/**
	 * Has new connections reach another server.
	 * @param port the port of the server
	 */
	public void moveTo(int port) {
		this.target = port;
	}

	public int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
