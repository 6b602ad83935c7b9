package io.chanuka.db.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Opens sockets over an endpoint's own transport. For the driver, which creates it by its
 * name.
 */
public final class RegisteredSocketFactory extends SocketFactory {

	private final SocketFactory transport;

	/**
	 * Create a new instance.
	 * @param key the key of the endpoint's sockets
	 */
	public RegisteredSocketFactory(@Nullable String key) {
		this.transport = SocketRegistry.find(key).transport();
	}

	@Override
	public Socket createSocket() throws IOException {
		return this.transport.createSocket();
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return this.transport.createSocket(host, port);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		return this.transport.createSocket(host, port, localHost, localPort);
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return this.transport.createSocket(host, port);
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
			throws IOException {
		return this.transport.createSocket(address, port, localAddress, localPort);
	}

}
