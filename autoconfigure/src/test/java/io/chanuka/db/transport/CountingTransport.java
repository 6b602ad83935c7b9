package io.chanuka.db.transport;

import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.SocketFactory;

/**
 * A transport in the place of the operating system's.
 */
class CountingTransport extends SocketFactory {

	private final AtomicInteger opened = new AtomicInteger();

	int opened() {
		return this.opened.get();
	}

	@Override
	public Socket createSocket() {
		this.opened.incrementAndGet();
		return new Socket();
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
