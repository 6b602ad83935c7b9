package io.chanuka.db.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What properties of the connections do to their sockets.
 */
@Timeout(90)
class SocketPropertiesIT {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void tcpKeepAliveIsAnOptionOfTheSocket(boolean on) throws Exception {
		TestDatabase database = PostgresServer.newDatabase();
		DatabaseSettings settings = settings(database.runtimeUrl(), "tcp-keep-alive", on);
		Properties driver = new Properties();
		driver.setProperty("socketFactory", RecordingSocketFactory.class.getName());
		RecordingSocketFactory.OPENED.clear();
		try (Connection connection = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), driver)
			.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
			assertThat(RecordingSocketFactory.OPENED).singleElement()
				.satisfies((socket) -> assertThat(socket.getKeepAlive()).isEqualTo(on));
		}
	}

	@Test
	void connectTimeoutEndsTheOpeningOfASocket() throws Exception {
		List<Socket> queue = new ArrayList<>();
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fill(full, queue);
			long start = System.nanoTime();
			assertThat(failure(settings("postgresql://u:p@127.0.0.1:" + full.getLocalPort() + "/db", "connect-timeout",
					Duration.ofSeconds(1))))
				.isEqualTo(FailureKind.TIMEOUT);
			assertElapsed(start);
		}
		finally {
			for (Socket socket : queue) {
				socket.close();
			}
		}
	}

	@Test
	void loginTimeoutEndsTheOpeningOfAConnection() throws Exception {
		try (FakeServer server = FakeServer.silent()) {
			long start = System.nanoTime();
			assertThat(failure(settings("postgresql://u:p@localhost:" + server.port() + "/db", "login-timeout",
					Duration.ofSeconds(1))))
				.isEqualTo(FailureKind.TIMEOUT);
			assertElapsed(start);
		}
	}

	/**
	 * A server that accepts no connection leaves clients unanswered when its queue is
	 * full.
	 */
	private static void fill(ServerSocket server, List<Socket> queue) throws Exception {
		boolean full = false;
		while (!full && queue.size() < 100) {
			Socket socket = new Socket();
			queue.add(socket);
			try {
				socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
			}
			catch (SocketTimeoutException ex) {
				full = true;
			}
		}
		assertThat(full).isTrue();
	}

	private static FailureKind failure(DatabaseSettings settings) {
		PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				new Properties());
		assertThatExceptionOfType(SQLException.class).isThrownBy(source::getConnection);
		assertThat(source.counters().lastFailure()).isNotNull();
		return source.counters().lastFailure().kind();
	}

	private static void assertElapsed(long start) {
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(8));
	}

	private static DatabaseSettings settings(String url, String key, Object value) {
		return TestSettings.resolve(new HashMap<>(Map.of("url", url, key, value)));
	}

}
