package io.chanuka.db.testsupport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Asks a running application for its health over HTTP.
 */
public final class HealthCalls {

	private final HttpClient client = HttpClient.newHttpClient();

	private final String root;

	public HealthCalls(ConfigurableApplicationContext context) {
		this.root = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
	}

	/**
	 * The status of the runtime's database.
	 */
	public String status() {
		return runtime().path("status").asString();
	}

	/**
	 * Its problems, as one text.
	 */
	public String problems() {
		return runtime().path("details").path("problems").toString();
	}

	/**
	 * All that is shown of it.
	 */
	public JsonNode runtime() {
		return get("/actuator/health/db/runtime").json();
	}

	/**
	 * The HTTP status of the readiness.
	 */
	public int readiness() {
		return get("/actuator/health/readiness").status();
	}

	public Answer get(String path) {
		long start = System.nanoTime();
		try {
			HttpResponse<String> response = this.client.send(
					HttpRequest.newBuilder(URI.create(this.root + path)).build(), HttpResponse.BodyHandlers.ofString());
			Duration time = Duration.ofNanos(System.nanoTime() - start);
			return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()), time);
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An answer, and how long it took.
	 */
	public record Answer(int status, JsonNode json, Duration time) {

	}

}
