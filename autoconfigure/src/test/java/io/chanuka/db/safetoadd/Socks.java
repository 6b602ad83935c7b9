package io.chanuka.db.safetoadd;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A request of a SOCKS 5 client.
 *
 * @param host the host that it asks for
 * @param port the port
 */
record Socks(String host, int port) {

	private static final int REFUSED = 5;

	/**
	 * Reads a request and answers it.
	 */
	static Socks accept(Socket client) throws IOException {
		DataInputStream input = new DataInputStream(client.getInputStream());
		input.readByte();
		input.readNBytes(input.readUnsignedByte());
		client.getOutputStream().write(new byte[] { 5, 0 });
		input.readNBytes(3);
		String host = host(input);
		Socks request = new Socks(host, input.readUnsignedShort());
		byte answer = (byte) (request.isDown() ? REFUSED : 0);
		client.getOutputStream().write(new byte[] { 5, answer, 0, 1, 0, 0, 0, 0, 0, 0 });
		return request;
	}

	/**
	 * Whether nothing listens there.
	 */
	boolean isDown() {
		return this.host.startsWith("down");
	}

	/**
	 * Host and port. The ports of containers are different ones each time.
	 */
	String address() {
		String written = this.host.contains(":") ? "[" + this.host + "]" : this.host;
		return (this.host.equals("localhost") && this.port > 32767) ? "container" : written + ":" + this.port;
	}

	private static String host(DataInputStream input) throws IOException {
		int type = input.readUnsignedByte();
		if (type == 3) {
			String name = new String(input.readNBytes(input.readUnsignedByte()), StandardCharsets.US_ASCII);
			return name.replaceAll("[\\[\\]]", "");
		}
		InetAddress address = InetAddress.getByAddress(input.readNBytes((type == 1) ? 4 : 16));
		return address.isLoopbackAddress() ? "localhost" : address.getHostAddress();
	}

	/**
	 * Whether the server supports TLS: not on this machine or in a private network.
	 */
	boolean hasTls() {
		return this.host.contains(".")
				&& !this.host.matches("10\\..*|192\\.168\\..*|.*\\.(svc|internal|local|flycast)");
	}

}
