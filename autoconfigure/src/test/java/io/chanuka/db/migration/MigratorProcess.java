package io.chanuka.db.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.testsupport.JavaCommand;
import io.chanuka.db.testsupport.TestApplication;
import org.awaitility.Awaitility;

/**
 * Application without a web server in a JVM of its own, which can be killed. It ends once
 * it has started.
 */
final class MigratorProcess implements AutoCloseable {

	private final Process process;

	private final Path output;

	private MigratorProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts the application of the tests.
	 * @param properties properties in the form {@code name=value}
	 */
	static MigratorProcess start(String... properties) {
		return start(JavaCommand.of(TestApplication.class), properties);
	}

	/**
	 * Starts an application.
	 * @param options further options of the JVM
	 * @param classPath the class path
	 * @param application the class with the main method
	 * @param properties properties in the form {@code name=value}
	 */
	static MigratorProcess start(List<String> options, String classPath, Class<?> application, String... properties) {
		return start(JavaCommand.of(options, classPath, application), properties);
	}

	private static MigratorProcess start(List<String> java, String... properties) {
		List<String> command = new ArrayList<>(java);
		command.addAll(List.of("--spring.main.web-application-type=none", "--spring.main.keep-alive=false"));
		Arrays.stream(properties).map((property) -> "--" + property).forEach(command::add);
		try {
			Path output = Files.createTempFile("migrator", ".log");
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().keySet().removeIf((name) -> name.contains("DATABASE") || name.startsWith("CHANUKA"));
			return new MigratorProcess(builder.start(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the log contains a text.
	 */
	void awaitLine(String text) {
		Awaitility.await(text)
			.atMost(Duration.ofSeconds(300))
			.until(() -> output().contains(text) || !this.process.isAlive());
		if (!output().contains(text)) {
			throw new IllegalStateException(output());
		}
	}

	/**
	 * Waits for the end.
	 * @return the exit code, 0 if the application has started
	 */
	int await() {
		try {
			if (!this.process.waitFor(600, TimeUnit.SECONDS)) {
				throw new IllegalStateException(output());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits for the end of a {@link FleetInstance} that was not killed.
	 * @return whether it was ready
	 */
	boolean isReady() {
		return await() == 0 && output().contains("ACCEPTING_TRAFFIC with 17 items");
	}

	/**
	 * Sends SIGKILL.
	 */
	void kill() {
		this.process.destroyForcibly();
		await();
	}

	/**
	 * Sends SIGTERM.
	 */
	void terminate() {
		this.process.destroy();
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
