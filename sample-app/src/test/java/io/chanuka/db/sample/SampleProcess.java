package io.chanuka.db.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The built jar, running as a process of its own.
 * <p>
 * {@code ChildApplication} of the module {@code autoconfigure} is the same for a class.
 * They share some 50 lines, which do not pay for a jar of test classes between the
 * modules.
 */
final class SampleProcess implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private SampleProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "sample output");
		reader.setDaemon(true);
		reader.start();
	}

	static SampleProcess start(Map<String, String> variables, String... jvmOptions) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command(jvmOptions)).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.contains("DATABASE") || name.startsWith("CHANUKA"));
		builder.environment().put("SERVER_PORT", "0");
		builder.environment().putAll(variables);
		return new SampleProcess(builder.start());
	}

	private static List<String> command(String... jvmOptions) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(jvmOptions));
		command.add("-jar");
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			command.add(files.map(Path::toString)
				.filter((name) -> name.matches(".*chanuka-db-sample-app-[^/]*\\.jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The jar is not built; run this test with mvn verify")));
		}
		return command;
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.log.add(line);
				Matcher started = STARTED.matcher(line);
				if (started.find()) {
					this.port.complete(Integer.valueOf(started.group(1)));
				}
			}
		}
		catch (IOException ex) {
			this.log.add("(output ended: " + ex + ")");
		}
		this.port.completeExceptionally(new IllegalStateException("The sample ended:\n" + output()));
	}

	String url() throws Exception {
		return "http://localhost:" + this.port.get(90, TimeUnit.SECONDS);
	}

	/**
	 * Sends SIGTERM. Through the handle: {@link Process#destroy()} would also close the
	 * output.
	 */
	void terminate() {
		this.process.toHandle().destroy();
	}

	int waitFor() throws InterruptedException {
		if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The sample does not end:\n" + output());
		}
		return this.process.exitValue();
	}

	String output() {
		return String.join("\n", this.log);
	}

	@Override
	public void close() {
		this.process.toHandle().destroy();
		try {
			this.process.onExit().get(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
		}
	}

}
