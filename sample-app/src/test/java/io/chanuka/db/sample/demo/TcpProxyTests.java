package io.chanuka.db.sample.demo;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TcpProxy}.
 */
@Timeout(60)
class TcpProxyTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	@Test
	void whenTheTargetRefusesAConnectionThenThatClientIsClosedAndTheNextOneIsForwarded() throws Exception {
		int target = freePort();
		try (TcpProxy proxy = new TcpProxy(target)) {
			try (Socket refused = connect(proxy)) {
				assertThat(refused.getInputStream().read()).isEqualTo(-1);
			}
			try (ServerSocket server = new ServerSocket(target, 50, LOOPBACK);
					Socket client = connect(proxy);
					Socket accepted = server.accept()) {
				client.getOutputStream().write(1);
				assertThat(accepted.getInputStream().read()).isEqualTo(1);
				accepted.getOutputStream().write(2);
				assertThat(client.getInputStream().read()).isEqualTo(2);
			}
		}
	}

	@Test
	void whenItIsClosedThenItsConnectionsAreToo() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK)) {
			TcpProxy proxy = new TcpProxy(server.getLocalPort());
			Socket client = connect(proxy);
			Socket accepted = server.accept();
			client.getOutputStream().write(1);
			assertThat(accepted.getInputStream().read()).isEqualTo(1);
			proxy.close();
			assertThat(client.getInputStream().read()).isEqualTo(-1);
			assertThat(accepted.getInputStream().read()).isEqualTo(-1);
			client.close();
			accepted.close();
		}
	}

	private static Socket connect(TcpProxy proxy) throws Exception {
		Socket socket = new Socket(LOOPBACK, proxy.port());
		socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
		return socket;
	}

	private static int freePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 50, LOOPBACK)) {
			return socket.getLocalPort();
		}
	}

}
