package io.chanuka.db.sample.demo;

import java.io.IOException;
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

	private volatile ServerSocket server = new ServerSocket();

	TcpProxy(int target) throws IOException {
		this.target = target;
		this.threads.setDaemon(true);
		open(0);
	}

	int port() {
		return this.server.getLocalPort();
	}

	int open(int port) throws IOException {
		ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
		this.server = listening;
		this.threads.submit(() -> {
			while (true) {
				Socket client = listening.accept();
				Socket backend = new Socket(InetAddress.getLoopbackAddress(), this.target);
				this.threads.submit(() -> forward(client, backend));
				this.threads.submit(() -> forward(backend, client));
			}
		});
		return port();
	}

	private long forward(Socket from, Socket to) throws IOException {
		try (from; to) {
			this.sockets.add(from);
			return from.getInputStream().transferTo(to.getOutputStream());
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
