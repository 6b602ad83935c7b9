package com.google.cloud.sql.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Properties;

/**
 * Stands for the socket factory of Cloud SQL: it connects to an instance by its name,
 * whatever host the driver asks for.
 */
public final class SocketFactory extends javax.net.SocketFactory {

	private static final int PORT = 3307;

	private final String instance;

	public SocketFactory(Properties properties) {
		this.instance = properties.getProperty("cloudSqlInstance");
	}

	@Override
	public Socket createSocket() throws IOException {
		if (this.instance == null) {
			throw new IllegalArgumentException("An instance connection name must be provided");
		}
		Socket socket = new Socket();
		socket.connect(InetSocketAddress.createUnresolved("cloudsql-" + this.instance.replace(':', '-'), PORT));
		return socket;
	}

	@Override
	public Socket createSocket(String host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
		throw new UnsupportedOperationException();
	}

}
