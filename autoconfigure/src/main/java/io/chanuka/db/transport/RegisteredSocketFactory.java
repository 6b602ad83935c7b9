package io.chanuka.db.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Creates sockets as the driver does, which also connect to a host that has just got an
 * address. For the driver, which creates it by its name.
 */
public final class RegisteredSocketFactory extends SocketFactory {

	private final HostLookup lookup;

	/**
	 * Create a new instance with the lookup of the JVM.
	 */
	public RegisteredSocketFactory() {
		this(SocketRegistry.lookup());
	}

	RegisteredSocketFactory(HostLookup lookup) {
		this.lookup = lookup;
	}

	@Override
	public Socket createSocket() {
		return new ResolvingSocket(this.lookup);
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return connected(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
			throws IOException {
		return connected(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
	}

	private Socket connected(InetSocketAddress address, @Nullable InetSocketAddress local) throws IOException {
		Socket socket = createSocket();
		try {
			socket.bind(local);
			socket.connect(address);
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

}
