package io.chanuka.db.safetoadd;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.chanuka.db.testsupport.TestDatabase;

/**
 * A connection to the real PostgreSQL, as its superuser.
 */
final class Upstream implements AutoCloseable {

	private final TestDatabase database;

	private final Socket socket;

	Upstream(TestDatabase database) throws IOException {
		this.database = database;
		this.socket = new Socket(database.host(), database.port());
	}

	/**
	 * Logs in with what a client has asked for, but as the superuser of the database.
	 */
	void startup(Map<String, String> parameters) throws IOException {
		Map<String, String> all = new LinkedHashMap<>(parameters);
		all.put("user", "postgres");
		all.put("database", this.database.name());
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		all.forEach((name, value) -> {
			body.writeBytes(name.getBytes(StandardCharsets.UTF_8));
			body.write(0);
			body.writeBytes(value.getBytes(StandardCharsets.UTF_8));
			body.write(0);
		});
		body.write(0);
		DataOutputStream output = output();
		output.writeInt(body.size() + 8);
		output.writeInt(3 << 16);
		output.write(body.toByteArray());
		output.flush();
	}

	Socket socket() {
		return this.socket;
	}

	DataInputStream input() {
		try {
			return new DataInputStream(this.socket.getInputStream());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	DataOutputStream output() throws IOException {
		return new DataOutputStream(this.socket.getOutputStream());
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
