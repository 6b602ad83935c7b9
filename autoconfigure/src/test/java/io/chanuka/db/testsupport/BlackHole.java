package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a server on this machine and passes everything on, until it swallows it
 * or refuses new connections.
 */
public final class BlackHole implements AutoCloseable {

	private final int port;

	private final int server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<Long> accepted = new CopyOnWriteArrayList<>();

	private volatile ServerSocket front;

	private volatile String last;

	private volatile boolean swallows;

	/**
	 * Create a new instance.
	 * @param server the port of the server
	 */
	public BlackHole(int server) throws IOException {
		this.server = server;
		this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.port = this.front.getLocalPort();
		start(() -> accept(this.front));
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "black hole");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept(ServerSocket listening) {
		while (!listening.isClosed()) {
			try {
				Socket client = listening.accept();
				this.sockets.add(client);
				this.accepted.add(System.nanoTime());
				connect(client);
			}
			catch (IOException ex) {
				// Closed.
			}
		}
	}

	private void connect(Socket client) throws IOException {
		try {
			Socket behind = new Socket(InetAddress.getLoopbackAddress(), this.server);
			this.sockets.add(behind);
			start(() -> pass(client, behind));
			start(() -> pass(behind, client));
		}
		catch (IOException ex) {
			// The server is down.
			client.close();
		}
	}

	private void pass(Socket from, Socket to) {
		byte[] buffer = new byte[8192];
		boolean swallowed = false;
		try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				if (isLast(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
					swallow();
				}
				swallowed |= this.swallows;
				if (!swallowed) {
					out.write(buffer, 0, read);
				}
			}
		}
		catch (IOException ex) {
			// One of them has disconnected.
		}
		finally {
			this.sockets.removeAll(List.of(from, to));
		}
	}

	private boolean isLast(String text) {
		return this.last != null && text.contains(this.last);
	}

	/**
	 * Passes nothing on any more once a text is sent, which is swallowed.
	 */
	public void swallowAt(String text) {
		this.last = text;
	}

	public boolean isSwallowing() {
		return this.swallows;
	}

	/**
	 * When clients have connected, in nanoseconds.
	 */
	public List<Long> accepted() {
		return List.copyOf(this.accepted);
	}

	/**
	 * Passes nothing on any more, to any side.
	 */
	public void swallow() {
		this.swallows = true;
	}

	/**
	 * Passes on again what new clients send; what was lost before stays lost.
	 */
	public void answer() {
		this.swallows = false;
	}

	/**
	 * Refuses new connections, or accepts them again. Those that are open stay so.
	 */
	public void refuse(boolean refuses) throws IOException {
		if (refuses) {
			this.front.close();
		}
		else {
			ServerSocket again = new ServerSocket();
			again.setReuseAddress(true);
			again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 50);
			this.front = again;
			start(() -> accept(again));
		}
	}

	public int port() {
		return this.port;
	}

	@Override
	public void close() throws IOException {
		this.front.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
