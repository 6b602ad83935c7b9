package io.chanuka.db.testsupport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The HTTP client of a load balancer: one connection for as long as the server keeps it,
 * and nothing tried twice, so that no failure is hidden.
 */
public final class KeepAliveClient implements AutoCloseable {

	private final Socket socket;

	private final InputStream input;

	private int answers;

	private boolean closing;

	private int contentLength;

	private boolean chunked;

	/**
	 * Connects.
	 * @throws ConnectException if no server listens
	 */
	public KeepAliveClient(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(60_000);
		this.input = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Sends a request and reads the answer.
	 * @return the status
	 * @throws IOException if the connection breaks
	 */
	public int get(String path) throws IOException {
		this.socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		this.contentLength = -1;
		this.chunked = false;
		String status = line();
		for (String header = line(); !header.isEmpty(); header = line()) {
			understand(header.toLowerCase(Locale.ROOT).replace(" ", ""));
		}
		readBody();
		this.answers++;
		return Integer.parseInt(status.split(" ")[1]);
	}

	private void understand(String header) {
		if (header.startsWith("content-length:")) {
			this.contentLength = Integer.parseInt(header.substring(15));
		}
		this.chunked |= header.equals("transfer-encoding:chunked");
		this.closing |= header.equals("connection:close");
	}

	private void readBody() throws IOException {
		if (!this.chunked) {
			// A body of unknown length ends with the connection.
			this.input.readNBytes(
					(this.contentLength < 0 && this.closing) ? Integer.MAX_VALUE : Math.max(0, this.contentLength));
			return;
		}
		for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
			this.input.readNBytes(size);
			line();
		}
		line();
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new IOException("The server closed the connection");
			}
			line.append((char) next);
		}
		return line.toString().strip();
	}

	/**
	 * How many answers came over this connection.
	 */
	public int answers() {
		return this.answers;
	}

	/**
	 * Whether the server has asked to leave the connection.
	 */
	public boolean isClosing() {
		return this.closing;
	}

	/**
	 * Whether the server has closed the connection after its last answer.
	 */
	public boolean isClosedByServer() throws IOException {
		return this.input.read() < 0;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
