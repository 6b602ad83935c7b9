package io.chanuka.db.autoconfigure.diagnostics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application has written that did not start, in a JVM of its own.
 */
record FailedStart(String output) {

	/**
	 * Password of users that no server lets in.
	 */
	static final String SECRET = "pl4nted";

	/**
	 * Passwords of the servers' users begin with one of these, as they are or encoded.
	 */
	private static final String[] SECRETS = { SECRET, "m/g%r@t0r", "m%2Fg%25r%40t0r", "p@ss:w", "p%40ss%3Aw",
			":secret@" };

	private static final String BANNER = """
			***************************
			APPLICATION FAILED TO START
			***************************
			""";

	/**
	 * Starts an application that makes one attempt to connect.
	 * @param properties properties in the form {@code name=value}
	 */
	static FailedStart of(String... properties) {
		return of(Map.of(), properties);
	}

	/**
	 * Starts an application that has a bean.
	 * @param configuration the class with the bean's method
	 * @param properties properties in the form {@code name=value}
	 */
	static FailedStart of(Class<?> configuration, String... properties) {
		return of(Map.of("SPRING_MAIN_SOURCES", configuration.getName()), properties);
	}

	/**
	 * Starts an application with variables.
	 * @param variables the variables
	 * @param properties properties in the form {@code name=value}
	 */
	static FailedStart of(Map<String, String> variables, String... properties) {
		return ofMain(TestApplication.class, variables, properties);
	}

	/**
	 * Starts an application of another class.
	 * @param application the class with the main method
	 * @param variables the variables
	 * @param properties properties in the form {@code name=value}
	 */
	static FailedStart ofMain(Class<?> application, Map<String, String> variables, String... properties) {
		Map<String, String> all = new HashMap<>(
				Map.of("CHANUKA_DB_STARTUP_MAXATTEMPTS", "1", "SPRING_MAIN_WEBAPPLICATIONTYPE", "none"));
		all.putAll(variables);
		try (ChildApplication started = ChildApplication.start(application, all, properties)) {
			assertThat(started.awaitExit()).as(started.output()).isEqualTo(1);
			FailedStart failed = new FailedStart(started.output());
			failed.assertIsShortAndClean();
			return failed;
		}
	}

	String description() {
		return between("\nDescription:\n", "\nAction:\n");
	}

	String action() {
		return between("\nAction:\n", "\0");
	}

	private String between(String heading, String end) {
		String block = this.output.substring(this.output.indexOf(BANNER));
		String text = block.substring(block.indexOf(heading) + heading.length());
		return (text.contains(end) ? text.substring(0, text.indexOf(end)) : text).strip();
	}

	/**
	 * Holds of every analysis.
	 */
	private void assertIsShortAndClean() {
		assertThat(this.output).as("analysis").containsSubsequence(BANNER, "\nDescription:\n", "\nAction:\n");
		List<String> lines = Stream.of(description(), action()).flatMap(String::lines).toList();
		assertThat(lines).hasSizeLessThanOrEqualTo(10);
		assertThat(description()).contains("\n  Endpoint: ", ", user ")
			.containsPattern("\n  Set by: (chanuka\\.db\\.|variable DATABASE_URL|.*application\\.yml] - \\d+:\\d+)");
		assertThat(action()).isNotEmpty();
		assertThat(this.output).doesNotContain("\tat ").doesNotContain(SECRETS);
	}

}
