package io.chanuka.db.transport;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.SocketFactory;

/**
 * Keeps the sockets that it opens. The driver creates it by its name.
 */
public class RecordingSocketFactory extends SocketFactory {

	static final List<Socket> OPENED = new CopyOnWriteArrayList<>();

	@Override
	public Socket createSocket() {
		Socket socket = new Socket();
		OPENED.add(socket);
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
