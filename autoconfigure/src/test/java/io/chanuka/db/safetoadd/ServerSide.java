package io.chanuka.db.safetoadd;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.net.ssl.SSLSocket;

import io.chanuka.db.safetoadd.Login.Encryption;

/**
 * The server's side of a connection until the client has logged in.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html">PostgreSQL 18,
 * Message Flow</a>
 */
final class ServerSide {

	private static final int SSL_REQUEST = 80877103;

	private static final int GSS_REQUEST = 80877104;

	private static final int VERSION_3 = 3 << 16;

	private static final int CLEARTEXT_PASSWORD = 3;

	private final Socks address;

	private final Certificates certificates;

	private Socket socket;

	private DataInputStream input;

	private DataOutputStream output;

	private Encryption encryption = Encryption.NOT_REQUESTED;

	ServerSide(Socket socket, Socks address, Certificates certificates) throws IOException {
		this.address = address;
		this.certificates = certificates;
		use(socket);
	}

	private void use(Socket socket) throws IOException {
		this.socket = socket;
		this.input = new DataInputStream(socket.getInputStream());
		this.output = new DataOutputStream(socket.getOutputStream());
	}

	/**
	 * Reads until the client has logged in.
	 * @return the login, or {@code null} for any other request
	 */
	Login login(boolean asksForPassword) throws IOException {
		int length = this.input.readInt();
		int code = this.input.readInt();
		if (code == SSL_REQUEST && this.address.hasTls()) {
			this.output.write('S');
			encrypt();
			return login(asksForPassword);
		}
		if (code == SSL_REQUEST || code == GSS_REQUEST) {
			this.encryption = (code == SSL_REQUEST) ? Encryption.REFUSED_BY_SERVER : this.encryption;
			this.output.write('N');
			return login(asksForPassword);
		}
		return (code == VERSION_3) ? login(parameters(length - 8), asksForPassword) : null;
	}

	private void encrypt() throws IOException {
		SSLSocket encrypted = (SSLSocket) this.certificates.context(this.address.host())
			.getSocketFactory()
			.createSocket(this.socket, this.address.host(), this.address.port(), true);
		encrypted.setUseClientMode(false);
		encrypted.startHandshake();
		use(encrypted);
		this.encryption = Encryption.ENCRYPTED;
	}

	private Map<String, String> parameters(int length) throws IOException {
		DataInputStream message = new DataInputStream(new ByteArrayInputStream(this.input.readNBytes(length)));
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String name = text(message); !name.isEmpty(); name = text(message)) {
			parameters.put(name, text(message));
		}
		return parameters;
	}

	private Login login(Map<String, String> parameters, boolean asksForPassword) throws IOException {
		String password = asksForPassword ? password() : "";
		String user = parameters.remove("user");
		String database = parameters.remove("database");
		return new Login(this.address.address(), (database != null) ? database : user, user, password, this.encryption,
				parameters);
	}

	private String password() throws IOException {
		this.output.write('R');
		this.output.writeInt(8);
		this.output.writeInt(CLEARTEXT_PASSWORD);
		this.output.flush();
		this.input.readByte();
		this.input.readInt();
		return text(this.input);
	}

	private static String text(DataInputStream message) throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		for (int next = message.read(); next > 0; next = message.read()) {
			text.write(next);
		}
		return text.toString(StandardCharsets.UTF_8);
	}

	Socket socket() {
		return this.socket;
	}

	DataInputStream input() {
		return this.input;
	}

	DataOutputStream output() {
		return this.output;
	}

}
