package io.chanuka.db.sample;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which requests the buttons of the page accept. Raw, because HTTP clients choose the
 * header {@code Host} themselves.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ExperimentsIT {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "localhost, http://localhost, 200", "127.0.0.1, http://127.0.0.1, 200", "localhost, , 403",
			"localhost, http://evil.example, 403", "localhost, http://127.0.0.1, 403", "localhost, null, 403",
			"evil.example, http://evil.example, 403" })
	void onlyThePageItselfMayPressAButton(String host, String origin, int status) throws Exception {
		String port = "null".equals(origin) ? "" : ":" + this.port;
		String header = (origin != null) ? "Origin: " + origin + port + "\r\n" : "";
		assertThat(status("POST /experiments/burst", host, header)).isEqualTo(status);
	}

	@Test
	void aGetPressesNoButton() throws Exception {
		assertThat(status("GET /experiments/burst", "localhost", "")).isEqualTo(405);
	}

	@Test
	void everyAnswerForbidsWhatComesFromOutside() throws Exception {
		var answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/")).build(),
					BodyHandlers.ofString());
		assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
			.startsWith("default-src 'self';");
		assertThat(answer.body()).doesNotContain("style=", "<style", "onclick", "://");
	}

	@Test
	void whenTwentyPagesAreOpenThenAnotherOneIsRefusedUntilOneIsClosed() throws Exception {
		HttpRequest live = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/live")).build();
		HttpClient http = HttpClient.newHttpClient();
		List<CompletableFuture<HttpResponse<InputStream>>> pages = Stream
			.generate(() -> http.sendAsync(live, BodyHandlers.ofInputStream()))
			.limit(20)
			.toList();
		for (CompletableFuture<HttpResponse<InputStream>> page : pages) {
			assertThat(page.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		}
		assertThat(http.send(live, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
		for (CompletableFuture<HttpResponse<InputStream>> page : pages) {
			page.join().body().close();
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			HttpResponse<InputStream> answer = http.send(live, BodyHandlers.ofInputStream());
			answer.body().close();
			assertThat(answer.statusCode()).isEqualTo(200);
		});
	}

	private int status(String request, String host, String header) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream()
				.write((request + " HTTP/1.1\r\nHost: " + host + ":" + this.port + "\r\n" + header
						+ "Content-Length: 0\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			String line = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
			return Integer.parseInt(line.split(" ")[1]);
		}
	}

}
