package io.chanuka.db.transport;

import java.io.IOException;
import java.net.Socket;

import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.WrappedFactory;

/**
 * Encrypts as an endpoint's settings require. For the driver, which creates it by its
 * name.
 */
public final class RegisteredSslSocketFactory extends WrappedFactory {

	private final SocketEncryption sockets;

	/**
	 * Create a new instance.
	 * @param key the key of the endpoint's sockets
	 * @throws IOException if TLS cannot be set up
	 */
	public RegisteredSslSocketFactory(@Nullable String key) throws IOException {
		this.sockets = SocketRegistry.find(key);
		this.factory = this.sockets.context().getSocketFactory();
	}

	@Override
	public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
		return this.sockets.encrypt(socket, host, port, autoClose);
	}

}
