package io.chanuka.db.autoconfigure.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams of the process. The report has standard output for itself: what
 * else is printed there, the log above all, goes to standard error from now on.
 */
final class ProcessConsole implements CommandConsole {

	private final PrintStream output = stream(FileDescriptor.out);

	private final PrintStream error = stream(FileDescriptor.err);

	private ProcessConsole() {
	}

	static ProcessConsole redirectingOutput() {
		ProcessConsole console = new ProcessConsole();
		System.setOut(console.error);
		return console;
	}

	private static PrintStream stream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
	}

	@Override
	public void print(String text) {
		this.output.println(text);
	}

	@Override
	public void printError(String text) {
		this.error.println(text);
	}

	@Override
	public void exit(int code) {
		System.exit(code);
	}

}
