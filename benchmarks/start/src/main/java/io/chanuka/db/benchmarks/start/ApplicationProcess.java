package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application in a process of its own.
 */
final class ApplicationProcess implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private static final Pattern VALUE = Pattern.compile("\"value\":\\s*([0-9.E]+)");

	private static final Pattern MEMORY = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port;

	private final Path log;

	private final Process process;

	private final long started;

	ApplicationProcess(List<String> java, List<String> arguments, Path log) throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			this.port = free.getLocalPort();
		}
		this.log = log;
		List<String> command = new ArrayList<>(java);
		command.add("io.chanuka.db.benchmarks.start.app.StartApplication");
		command.addAll(arguments);
		command.add("--server.port=" + this.port);
		command.add("--management.endpoints.web.exposure.include=health,metrics");
		command.add("--spring.profiles.active=production");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		this.started = System.nanoTime();
		this.process = builder.start();
	}

	/**
	 * Waits until the application answers.
	 * @param proxy what its connections pass
	 * @return what that has cost
	 * @throws IOException if the application has ended or does not answer in time
	 * @throws InterruptedException if interrupted
	 */
	Measurement awaitReady(RoundTripProxy proxy) throws IOException, InterruptedException {
		while (!isReady()) {
			if (!this.process.isAlive() || System.nanoTime() - this.started > LIMIT.toNanos()) {
				throw new IOException("The application has not become ready:\n" + Files.readString(this.log));
			}
			TimeUnit.MILLISECONDS.sleep(10);
		}
		double seconds = (System.nanoTime() - this.started) / 1e9;
		List<Integer> roundTrips = proxy.roundTrips();
		double cpuSeconds = this.process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
		collectGarbage();
		double megabytes = first(MEMORY, status()) / 1024;
		return new Measurement(seconds, cpuSeconds, megabytes, first(VALUE, get("metrics/jvm.classes.loaded").body()),
				roundTrips);
	}

	private boolean isReady() throws InterruptedException {
		try {
			return get("health").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private HttpResponse<String> get(String endpoint) throws IOException, InterruptedException {
		return this.client.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/actuator/" + endpoint)).build(),
				BodyHandlers.ofString());
	}

	private String status() throws IOException {
		Path file = Path.of("/proc/" + this.process.pid() + "/status");
		return Files.exists(file) ? Files.readString(file) : "";
	}

	/**
	 * How much garbage a heap holds, and how far it has grown meanwhile, is a matter of
	 * chance.
	 */
	private void collectGarbage() throws IOException, InterruptedException {
		Path java = Path.of(this.process.info().command().orElse("java"));
		new ProcessBuilder(java.resolveSibling("jcmd").toString(), Long.toString(this.process.pid()), "GC.run")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

	private static double first(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
	}

	/**
	 * Ends it as a platform does.
	 */
	@Override
	public void close() throws IOException {
		this.process.destroy();
		try {
			this.process.onExit().get(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
			throw new IOException("The application has not ended:\n" + Files.readString(this.log), ex);
		}
	}

}
