package io.chanuka.db.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RegisteredSocketFactory} and its sockets.
 */
class RegisteredSocketFactoryTests {

	private final AtomicLong now = new AtomicLong();

	@Test
	void whenTheNameOfTheServerGetsAnAddressThenASocketConnects() throws IOException {
		HostLookup lookup = new HostLookup((host) -> InetAddress.getLoopbackAddress(), 10, this.now::get);
		RegisteredSocketFactory factory = new RegisteredSocketFactory(lookup);
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Socket early = factory.createSocket();
				Socket late = factory.createSocket();
				Socket withTimeout = factory.createSocket()) {
			InetSocketAddress address = InetSocketAddress.createUnresolved("db.test", server.getLocalPort());
			assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> early.connect(address))
				.withMessage("db.test");
			this.now.addAndGet(Duration.ofMillis(400).toNanos());
			late.connect(address);
			withTimeout.connect(address, 5000);
			assertThat(late.getInetAddress()).hasToString("db.test/127.0.0.1");
			assertThat(withTimeout.isConnected()).isTrue();
		}
	}

	@Test
	void whenAnAddressIsGivenThenTheSocketIsConnectedAndBound() throws IOException {
		RegisteredSocketFactory factory = new RegisteredSocketFactory();
		InetAddress loopback = InetAddress.getLoopbackAddress();
		try (ServerSocket server = new ServerSocket(0, 50, loopback);
				Socket socket = factory.createSocket(loopback, server.getLocalPort(), loopback, 0);
				Socket named = factory.createSocket("127.0.0.1", server.getLocalPort())) {
			assertThat(socket.getLocalAddress()).isEqualTo(loopback);
			assertThat(named.isConnected()).isTrue();
		}
	}

}
