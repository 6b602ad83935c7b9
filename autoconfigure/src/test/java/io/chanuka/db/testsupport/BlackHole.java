package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a server on this machine and passes everything on, until it swallows it.
 */
public final class BlackHole implements AutoCloseable {

	private final ServerSocket front;

	private final int server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private volatile boolean swallows;

	/**
	 * Create a new instance.
	 * @param server the port of the server
	 */
	public BlackHole(int server) throws IOException {
		this.server = server;
		this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "black hole");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.front.isClosed()) {
			try {
				Socket client = this.front.accept();
				Socket behind = new Socket(InetAddress.getLoopbackAddress(), this.server);
				this.sockets.add(client);
				this.sockets.add(behind);
				start(() -> pass(client, behind));
				start(() -> pass(behind, client));
			}
			catch (IOException ex) {
				// Closed.
			}
		}
	}

	private void pass(Socket from, Socket to) {
		byte[] buffer = new byte[8192];
		boolean swallowed = false;
		try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				swallowed |= this.swallows;
				if (!swallowed) {
					out.write(buffer, 0, read);
				}
			}
		}
		catch (IOException ex) {
			// One of them has gone.
		}
	}

	/**
	 * Passes nothing on any more, to nobody.
	 */
	public void swallow() {
		this.swallows = true;
	}

	/**
	 * Passes on again what new clients say; those whose words are lost stay lost.
	 */
	public void answer() {
		this.swallows = false;
	}

	public int port() {
		return this.front.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.front.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
