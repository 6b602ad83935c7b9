package io.chanuka.db.sample.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
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

	private final InetSocketAddress target;

	private volatile ServerSocket server = new ServerSocket();

	TcpProxy(int target) throws IOException {
		this.target = new InetSocketAddress("localhost", target);
		this.threads.setDaemon(true);
		open(0);
	}

	int port() {
		return this.server.getLocalPort();
	}

	int open(int port) throws IOException {
		ServerSocket listening = new ServerSocket(port, 50, this.target.getAddress());
		this.server = listening;
		this.threads.submit(() -> {
			while (true) {
				Socket client = listening.accept();
				this.threads.submit(() -> forward(client, new Socket()));
			}
		});
		return port();
	}

	private long forward(Socket from, Socket to) throws IOException {
		try (from; to) {
			this.sockets.removeIf(Socket::isClosed);
			this.sockets.add(from);
			if (!to.isConnected()) {
				to.connect(this.target);
				this.threads.submit(() -> forward(to, from));
			}
			return from.getInputStream().transferTo(to.getOutputStream());
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
