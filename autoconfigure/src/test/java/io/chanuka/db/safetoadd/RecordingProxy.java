package io.chanuka.db.safetoadd;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A SOCKS 5 proxy that stands for the whole network: every host and port answers as
 * PostgreSQL. It records each login and forwards the session to a real PostgreSQL, as the
 * superuser of a scratch database.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928</a>
 */
final class RecordingProxy implements AutoCloseable {

	private final ServerSocket server;

	private final Certificates certificates;

	private final Scratch scratch = new Scratch();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final Set<String> addresses = new ConcurrentSkipListSet<>();

	private final List<Login> logins = new ArrayList<>();

	private volatile boolean asksForPassword = true;

	RecordingProxy(Certificates certificates) throws IOException {
		this.certificates = certificates;
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		daemon(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Begins a row.
	 * @param asksForPassword whether the servers request a password
	 */
	void begin(boolean asksForPassword) {
		this.asksForPassword = asksForPassword;
		this.addresses.clear();
		synchronized (this.logins) {
			this.logins.clear();
		}
	}

	/**
	 * Ends a row: closes what is open.
	 * @return the logins, in their order
	 */
	List<Login> end() {
		this.open.forEach(RecordingProxy::close);
		synchronized (this.logins) {
			return List.copyOf(this.logins);
		}
	}

	/**
	 * What clients have asked for in the row, as {@code host:port}.
	 */
	Set<String> addresses() {
		return new TreeSet<>(this.addresses);
	}

	/**
	 * The tables that the row has left, by server.
	 */
	Map<String, String> tables() {
		return this.scratch.clear();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.open.add(client);
				daemon(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void serve(Socket client) {
		try (client) {
			Socks socks = Socks.accept(client);
			this.addresses.add(socks.address());
			if (!socks.isDown()) {
				serve(new ServerSide(client, socks, this.certificates));
			}
		}
		catch (IOException ex) {
			// The client has disconnected, or does not accept the certificate.
		}
		finally {
			this.open.remove(client);
		}
	}

	private void serve(ServerSide side) throws IOException {
		Login login = side.login(this.asksForPassword);
		if (login == null) {
			return;
		}
		synchronized (this.logins) {
			this.logins.add(login);
		}
		try (Upstream upstream = new Upstream(this.scratch.of(login.server()))) {
			this.open.add(upstream.socket());
			upstream.startup(login.parameters());
			Thread back = daemon(() -> copy(upstream.input(), side.output(), side.socket()));
			copy(side.input(), upstream.output(), upstream.socket());
			this.open.remove(upstream.socket());
			back.interrupt();
		}
	}

	private static void copy(DataInputStream from, OutputStream to, Socket end) {
		byte[] buffer = new byte[8192];
		try {
			for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
				to.write(buffer, 0, count);
				to.flush();
			}
		}
		catch (IOException ex) {
			// Either side has disconnected.
		}
		close(end);
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// Closed already.
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "recording-proxy");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		end();
	}

}
