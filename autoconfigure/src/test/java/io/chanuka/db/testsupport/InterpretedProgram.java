package io.chanuka.db.testsupport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program in a JVM that interprets only. What it allocates is the same in each run:
 * which allocations a JIT compiler removes depends on what else has run in the JVM, and
 * on when it compiles.
 */
public final class InterpretedProgram {

	private final String output;

	private InterpretedProgram(String output) {
		this.output = output;
	}

	/**
	 * Runs the program to its end.
	 * @param program the class with the main method
	 * @param arguments the arguments
	 */
	public static InterpretedProgram run(Class<?> program, String... arguments) {
		List<String> command = new ArrayList<>(JavaCommand.of(List.of("-Xint"), ChildApplication.classPath(), program));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return new InterpretedProgram(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A number that the program has printed.
	 * @param name its name, before an equals sign at the begin of a line
	 */
	public double number(String name) {
		return this.output.lines()
			.filter((line) -> line.startsWith(name + "="))
			.mapToDouble((line) -> Double.parseDouble(line.substring(name.length() + 1)))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(this.output));
	}

}
