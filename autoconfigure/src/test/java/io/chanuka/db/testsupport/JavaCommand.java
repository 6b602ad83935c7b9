package io.chanuka.db.testsupport;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that starts a JVM of the version that runs the tests. It compiles little
 * and, on the class path of the tests, finds its classes in a {@link ClassArchive}: half
 * of the time of a start.
 */
public final class JavaCommand {

	private JavaCommand() {
	}

	/**
	 * The command on the class path of the tests, without DevTools.
	 * @param application the class with the main method
	 */
	public static List<String> of(Class<?> application) {
		ClassArchive archive = ClassArchive.shared();
		List<String> options = new ArrayList<>(archive.options());
		options.add(application.getName());
		return java(options);
	}

	/**
	 * The command on another class path.
	 * @param classPath the class path
	 * @param application the class with the main method
	 */
	public static List<String> of(String classPath, Class<?> application) {
		return java(List.of("-cp", classPath, application.getName()));
	}

	/**
	 * The command on another class path, with options of the JVM.
	 * @param options the options
	 * @param classPath the class path
	 * @param application the class with the main method
	 */
	public static List<String> of(List<String> options, String classPath, Class<?> application) {
		return java(Stream.concat(options.stream(), Stream.of("-cp", classPath, application.getName())).toList());
	}

	static List<String> java(List<String> options) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC"));
		command.addAll(options);
		return command;
	}

	/**
	 * The class path of the tests, without DevTools.
	 */
	static List<String> classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("spring-boot-devtools"))
			.toList();
	}

	static String join(List<String> classPath) {
		return classPath.stream().collect(Collectors.joining(File.pathSeparator));
	}

}
