package io.chanuka.db.sample.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Forwards connections to a port of this machine, and refuses them while it is closed.
 */
class TcpProxy implements AutoCloseable {

	private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("proxy-");

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final int target;

	private volatile ServerSocket server;

	TcpProxy(int target) {
		this.target = target;
		this.threads.setDaemon(true);
		this.server = listen(0);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Listens again, on the same port.
	 */
	void open() {
		this.server = listen(port());
	}

	private ServerSocket listen(int port) {
		try {
			ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
			this.threads.execute(() -> accept(listening));
			return listening;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket listening) {
		try {
			while (!listening.isClosed()) {
				Socket client = listening.accept();
				Socket backend = new Socket(InetAddress.getLoopbackAddress(), this.target);
				this.threads.execute(() -> forward(client, backend));
				this.threads.execute(() -> forward(backend, client));
			}
		}
		catch (IOException ex) {
			// The proxy or the server was closed.
		}
	}

	private void forward(Socket from, Socket to) {
		try (from; to) {
			this.sockets.add(from);
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One of the sockets was closed.
		}
		finally {
			this.sockets.remove(from);
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
