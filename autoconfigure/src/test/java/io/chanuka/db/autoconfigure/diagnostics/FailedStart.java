package io.chanuka.db.autoconfigure.diagnostics;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application has written that did not start.
 */
record FailedStart(String output) {

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
		assertThat(this.output).doesNotContain("\tat ").doesNotContain(secrets);
	}

}
