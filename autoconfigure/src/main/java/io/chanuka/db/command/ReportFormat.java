package io.chanuka.db.command;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a report is printed.
 */
public enum ReportFormat {

	/**
	 * For people.
	 */
	TABLE {

		@Override
		public String render(CommandReport report) {
			return new TextReport(report).text();
		}

	},

	/**
	 * For programs, in one line.
	 */
	JSON {

		@Override
		public String render(CommandReport report) {
			return new JsonReport(report).text();
		}

	};

	/**
	 * Renders a report.
	 * @param report the report
	 * @return the text, without a line feed at its end
	 */
	public abstract String render(CommandReport report);

	static @Nullable ReportFormat named(String name) {
		return Arrays.stream(values())
			.filter((format) -> format.name().equalsIgnoreCase(name))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
