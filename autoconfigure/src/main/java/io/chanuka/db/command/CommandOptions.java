package io.chanuka.db.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * What the command line requests.
 *
 * @param command the command
 * @param format how its report is printed
 * @param detail whether the report has every detail
 * @param every how often the command is repeated, or {@code null} to run it once
 */
public record CommandOptions(CommandName command, ReportFormat format, boolean detail, @Nullable Duration every) {

	/**
	 * The option that names the command.
	 */
	public static final String RUN = "chanuka.db.run";

	private static final String FORMAT = RUN + "-format";

	private static final String DETAIL = RUN + "-detail";

	private static final String EVERY = RUN + "-every";

	private static final Duration SHORTEST = Duration.ofMillis(100);

	/**
	 * Reads the options.
	 * @param options gives the values of an option, or {@code null} if it is absent
	 * @return what is requested, or {@code null} if no command is
	 * @throws WrongUseException if an option cannot be used
	 */
	public static @Nullable CommandOptions parse(Function<String, @Nullable List<String>> options) {
		if (options.apply(RUN) == null) {
			return null;
		}
		CommandName command = choice(RUN, single(options, RUN), CommandName::named, CommandName.values());
		CommandOptions chosen = new CommandOptions(command, format(single(options, FORMAT)),
				detail(single(options, DETAIL)), every(single(options, EVERY)));
		if (command != CommandName.HEALTH && (chosen.detail() || chosen.every() != null)) {
			throw new WrongUseException("--" + DETAIL + " and --" + EVERY + " belong to --" + RUN + "=health.");
		}
		return chosen;
	}

	private static @Nullable String single(Function<String, @Nullable List<String>> options, String name) {
		List<String> values = options.apply(name);
		if (values == null) {
			return null;
		}
		if (values.size() != 1 || values.get(0).isBlank()) {
			throw new WrongUseException("--" + name + " needs one value, such as --" + name + "="
					+ (name.equals(EVERY) ? "2s" : name.equals(DETAIL) ? "true" : name.equals(FORMAT) ? "json" : "info")
					+ ".");
		}
		return values.get(0).strip();
	}

	private static ReportFormat format(@Nullable String value) {
		return (value != null) ? choice(FORMAT, value, ReportFormat::named, ReportFormat.values()) : ReportFormat.TABLE;
	}

	private static <T> T choice(String name, @Nullable String value, Function<String, @Nullable T> named, T[] all) {
		T found = (value != null) ? named.apply(value) : null;
		if (found == null) {
			throw new WrongUseException("--" + name + "=" + value + " does not exist. Use one of "
					+ Arrays.toString(all).toLowerCase(Locale.ROOT) + ".");
		}
		return found;
	}

	private static boolean detail(@Nullable String value) {
		if (value != null && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
			throw new WrongUseException("--" + DETAIL + "=" + value + " is neither true nor false.");
		}
		return Boolean.parseBoolean(value);
	}

	private static @Nullable Duration every(@Nullable String value) {
		if (value == null) {
			return null;
		}
		try {
			Duration every = DurationStyle.detectAndParse(value);
			if (every.compareTo(SHORTEST) >= 0) {
				return every;
			}
		}
		catch (IllegalArgumentException ex) {
			// Reported below.
		}
		throw new WrongUseException("--" + EVERY + "=" + value + " is not a duration of 100ms or more, such as 2s.");
	}

}
