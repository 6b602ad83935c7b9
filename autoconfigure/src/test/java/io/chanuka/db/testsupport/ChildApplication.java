package io.chanuka.db.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An application with a web server, in a JVM of its own that can be terminated. The JVM
 * is of the version that runs the tests.
 * <p>
 * {@code SampleProcess} of the module {@code sample-app} is the same for a jar. They
 * share some 50 lines, which do not pay for a jar of test classes between the modules.
 */
public final class ChildApplication implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("(?:Tomcat|Netty|Jetty) started on port (\\d+)");

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final List<Long> times = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final CompletableFuture<Void> ready = new CompletableFuture<>();

	private long signalled;

	private int signal;

	private ChildApplication(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "child output");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts the application on a free port.
	 * @param application the class with the main method
	 * @param properties properties in the form {@code name=value}
	 */
	public static ChildApplication start(Class<?> application, String... properties) {
		return start(JavaCommand.of(application), Map.of(), properties);
	}

	/**
	 * Starts the application on another class path.
	 * @param classPath the class path
	 * @param application the class with the main method
	 * @param properties properties in the form {@code name=value}
	 */
	public static ChildApplication start(String classPath, Class<?> application, String... properties) {
		return start(JavaCommand.of(classPath, application), Map.of(), properties);
	}

	/**
	 * Starts the application on a free port with environment variables.
	 * @param application the class with the main method
	 * @param variables the variables
	 * @param properties properties in the form {@code name=value}
	 */
	public static ChildApplication start(Class<?> application, Map<String, String> variables, String... properties) {
		return start(JavaCommand.of(application), variables, properties);
	}

	/**
	 * The class path of the tests, without DevTools.
	 */
	public static String classPath() {
		return JavaCommand.join(JavaCommand.classPath());
	}

	private static ChildApplication start(List<String> java, Map<String, String> variables, String... properties) {
		List<String> command = new ArrayList<>(foreground());
		command.addAll(java);
		command.add("--server.port=0");
		Arrays.stream(properties).map((property) -> "--" + property).forEach(command::add);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.contains("DATABASE") || name.startsWith("CHANUKA"));
		builder.environment().putAll(variables);
		try {
			return new ChildApplication(builder.start());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What has a program react to SIGINT also where a shell has started this build in the
	 * background, with that signal ignored.
	 */
	private static List<String> foreground() {
		List<String> command = List.of("env", "--default-signal=INT");
		try {
			boolean known = new ProcessBuilder(Stream.concat(command.stream(), Stream.of("true")).toList()).start()
				.waitFor() == 0;
			return known ? command : List.of();
		}
		catch (IOException ex) {
			return List.of();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.times.add(System.nanoTime());
				this.log.add(line);
				Matcher started = STARTED.matcher(line);
				if (started.find()) {
					this.port.complete(Integer.valueOf(started.group(1)));
				}
				if (line.contains(": Started ") && line.contains("process running for")) {
					this.ready.complete(null);
				}
			}
		}
		catch (IOException ex) {
			this.log.add("(output ended: " + ex + ")");
		}
		this.port.completeExceptionally(new IllegalStateException("The application ended:\n" + output()));
		this.ready.completeExceptionally(new IllegalStateException("The application ended:\n" + output()));
	}

	/**
	 * The number of the process.
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the process has not ended.
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Waits until the application has started.
	 * @return the port of its web server
	 */
	public int port() {
		try {
			this.ready.get(120, TimeUnit.SECONDS);
			return this.port.get(1, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(output(), ex);
		}
	}

	/**
	 * Asks the application and expects a good answer.
	 */
	public String get(String path) {
		try {
			return this.http
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
					.timeout(Duration.ofSeconds(30))
					.build(), BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(output(), ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends SIGTERM. Through the handle: {@link Process#destroy()} would also close the
	 * output.
	 */
	public void terminate() {
		this.signal = 15;
		this.signalled = System.nanoTime();
		this.process.toHandle().destroy();
	}

	/**
	 * Sends SIGINT, as Ctrl-C does.
	 */
	public void interrupt() {
		this.signal = 2;
		this.signalled = System.nanoTime();
		try {
			new ProcessBuilder("kill", "-INT", Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits until the JVM has ended by the signal.
	 * @return how long that took
	 */
	public Duration awaitEnd() {
		try {
			if (!this.process.waitFor(90, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The application does not end:\n" + output());
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		Duration duration = Duration.ofNanos(System.nanoTime() - this.signalled);
		if (this.process.exitValue() != 128 + this.signal) {
			throw new IllegalStateException("Ended with " + this.process.exitValue() + ":\n" + output());
		}
		return duration;
	}

	/**
	 * Waits until the JVM has ended by itself.
	 * @return its exit code
	 */
	public int awaitExit() {
		try {
			if (!this.process.waitFor(120, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The application does not end:\n" + output());
			}
			this.ready.handle((started, ended) -> ended).get(30, TimeUnit.SECONDS);
			return this.process.exitValue();
		}
		catch (Exception ex) {
			throw new IllegalStateException(output(), ex);
		}
	}

	/**
	 * When the first line with a text was written.
	 * @param text the text
	 * @return the time in nanoseconds
	 */
	public long timeOf(String text) {
		for (int line = 0; line < this.log.size(); line++) {
			if (this.log.get(line).contains(text)) {
				return this.times.get(line);
			}
		}
		throw new IllegalStateException(text + " is not in:\n" + output());
	}

	public String output() {
		return String.join("\n", this.log);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
