package io.chanuka.db.autoconfigure.diagnostics;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application has written that did not start.
 */
record FailedStart(String output) {

	/**
	 * What threads of a pool log that another test has left in this JVM.
	 */
	private static final Pattern OTHER_POOL = Pattern
		.compile("(?m)^\\d{4}-.*(connection-adder|onnection-adder|housekeeper)].*(\\R(?!\\d{4}-\\d\\d-).*)*");

	private static final String BANNER = "APPLICATION FAILED TO START";

	String description() {
		return between("Description:", "Action:");
	}

	String action() {
		return between("Action:", "\0");
	}

	private String between(String heading, String end) {
		String block = this.output.substring(this.output.indexOf(BANNER));
		String text = block.substring(block.indexOf(heading) + heading.length());
		return (text.contains(end) ? text.substring(0, text.indexOf(end)) : text).strip();
	}

	/**
	 * Holds of every analysis.
	 */
	void assertIsShortAndClean(String... secrets) {
		assertThat(this.output).as("analysis").contains(BANNER);
		List<String> lines = Stream.of(description(), action()).flatMap(String::lines).toList();
		assertThat(lines).hasSizeLessThanOrEqualTo(10);
		assertThat(description()).contains("\n  Endpoint: ", ", user ", "\n  Set by: ");
		assertThat(action()).isNotEmpty();
		assertThat(OTHER_POOL.matcher(this.output).replaceAll("")).doesNotContain("\tat ");
		assertThat(this.output).doesNotContain(secrets);
	}

}
