package io.chanuka.db.autoconfigure.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Runs a command in this JVM, and records what it prints and the code that the process
 * would end with.
 */
final class RecordingConsole implements CommandConsole {

	private final List<String> printed = new ArrayList<>();

	private final List<String> errors = new ArrayList<>();

	private Integer exitCode;

	private RuntimeException failure;

	/**
	 * Runs an application with arguments until the command would end the process.
	 */
	static RecordingConsole run(WebApplicationType type, Class<?>[] application, String... arguments) {
		return run(RecordingConsole.class.getClassLoader(), type, application, arguments);
	}

	/**
	 * Runs an application on another class path.
	 */
	static RecordingConsole run(ClassLoader classPath, WebApplicationType type, Class<?>[] application,
			String... arguments) {
		RecordingConsole console = new RecordingConsole();
		SpringApplication running = new SpringApplication(new DefaultResourceLoader(classPath), application);
		running.setWebApplicationType(type);
		running.addBootstrapRegistryInitializer(
				(registry) -> registry.register(CommandConsole.class, InstanceSupplier.of(console)));
		try {
			running.run(Arrays.stream(arguments).map((argument) -> "--" + argument).toArray(String[]::new)).close();
		}
		catch (SpringApplication.AbandonedRunException ex) {
			// The command has ended.
		}
		catch (CommandFailedException ex) {
			console.failure = ex;
			console.exitCode = ex.getExitCode();
		}
		return console;
	}

	@Override
	public void print(String text) {
		this.printed.add(text);
	}

	@Override
	public void printError(String text) {
		this.errors.add(text);
	}

	@Override
	public void exit(int code) {
		this.exitCode = code;
	}

	/**
	 * The exit code, or {@code null} if the application just started.
	 */
	Integer exitCode() {
		return this.exitCode;
	}

	String text() {
		return String.join("\n", this.printed);
	}

	JsonNode json() {
		return JsonMapper.shared().readTree(text());
	}

	String errors() {
		return String.join("\n", this.errors);
	}

	RuntimeException failure() {
		return this.failure;
	}

}
