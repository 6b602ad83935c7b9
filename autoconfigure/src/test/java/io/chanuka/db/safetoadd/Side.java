package io.chanuka.db.safetoadd;

import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.safetoadd.application.Observation;
import io.chanuka.db.safetoadd.application.RowRunner;
import io.chanuka.db.safetoadd.application.Start;
import io.chanuka.db.testsupport.ClassPath;

/**
 * A JVM of its own with the class path of an application, either plain or with the
 * starter, and a network of its own. It runs one row after the other.
 */
final class Side implements AutoCloseable {

	private static final long PATIENCE_MINUTES = 3;

	/**
	 * The first compiler is enough for what is done only once.
	 */
	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m",
			"--add-opens", "java.base/java.util=ALL-UNNAMED", "-Dorg.springframework.boot.logging.LoggingSystem=none",
			// Empty, so that even this machine is reached by the proxy.
			"-DsocksNonProxyHosts=", "-DsocksProxyHost=127.0.0.1");

	private final RecordingProxy proxy;

	private final Path log;

	private final Process process;

	private final ObjectOutputStream output;

	private final ObjectInputStream input;

	Side(String name, ClassPath classPath, Path overlay, Certificates certificates, Path directory) throws IOException {
		this.proxy = new RecordingProxy(certificates);
		this.log = directory.resolve(name + ".log");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(OPTIONS);
		command.add("-DsocksProxyPort=" + this.proxy.port());
		command.add("-Duser.home=" + directory);
		command.add("-Duser.name=me");
		command.add("-Djavax.net.ssl.trustStore=" + certificates.trustStore(directory.resolve(name + ".p12")));
		command.add("-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD);
		command.addAll(List.of("-cp", overlay + File.pathSeparator + classPath, RowRunner.class.getName()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(this.log.toFile());
		builder.environment().keySet().removeIf((variable) -> !variable.matches("PATH|DOCKER_.*|TESTCONTAINERS_.*"));
		this.process = builder.start();
		this.output = new ObjectOutputStream(this.process.getOutputStream());
		this.output.flush();
		this.input = new ObjectInputStream(this.process.getInputStream());
	}

	/**
	 * Starts an application, uses it, and ends it.
	 */
	Evidence run(Start start, boolean asksForPassword) throws IOException {
		this.proxy.begin(asksForPassword);
		CompletableFuture<Void> end = CompletableFuture.runAsync(this.process::destroyForcibly,
				CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES));
		Observation observation = exchange(start);
		end.cancel(false);
		List<Login> logins = this.proxy.end();
		return new Evidence(observation, this.proxy.addresses(), logins, this.proxy.tables());
	}

	private Observation exchange(Start start) throws IOException {
		try {
			this.output.writeBoolean(true);
			this.output.writeObject(start);
			this.output.flush();
			return (Observation) this.input.readObject();
		}
		catch (IOException | ClassNotFoundException ex) {
			throw new IllegalStateException("The JVM has ended:\n" + Files.readString(this.log), ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.proxy.close();
		this.process.destroy();
	}

}
