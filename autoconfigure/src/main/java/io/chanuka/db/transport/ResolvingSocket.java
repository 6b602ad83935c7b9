package io.chanuka.db.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket that connects to a host also if the JVM has cached that it has no address.
 */
final class ResolvingSocket extends Socket {

	private final HostLookup lookup;

	ResolvingSocket(HostLookup lookup) {
		this.lookup = lookup;
	}

	/**
	 * Also called where no timeout is given.
	 */
	@Override
	public void connect(SocketAddress endpoint, int timeout) throws IOException {
		super.connect((endpoint instanceof InetSocketAddress address) ? this.lookup.resolve(address) : endpoint,
				timeout);
	}

}
