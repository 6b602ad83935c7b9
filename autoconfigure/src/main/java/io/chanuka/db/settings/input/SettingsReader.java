package io.chanuka.db.settings.input;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.chanuka.db.settings.DurationFormat;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.SelectedUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values of the input, each with its default and its bounds. A value out of
 * bounds is a violation if it is ours, and ignored if it is a variable under another name
 * or a property of another starter, with which the application works.
 */
public final class SettingsReader {

	/**
	 * How the names begin.
	 */
	public static final String PREFIX = "chanuka.db.";

	/**
	 * The driver and HikariCP count milliseconds in an int.
	 */
	public static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE / 1000);

	/**
	 * Durations below these are possible, and more probably written in the wrong unit.
	 */
	private static final Map<String, Duration> UNUSUAL = Map.of("statement-timeout", Duration.ofSeconds(1),
			"query-timeout", Duration.ofSeconds(1), "idle-in-transaction-timeout", Duration.ofSeconds(1),
			"lock-timeout", Duration.ofMillis(50), "pool.connection-timeout", Duration.ofMillis(500),
			"shutdown.drain-timeout", Duration.ofSeconds(1), "shutdown.grace-period", Duration.ofSeconds(1));

	private final SettingsInput input;

	private final Map<String, InputValue> urlSettings;

	private final Findings findings;

	public SettingsReader(SettingsInput input, Map<String, InputValue> urlSettings, Findings findings) {
		this.input = input;
		this.urlSettings = urlSettings;
		this.findings = findings;
	}

	public Setting<String> text(String key, String defaultValue, Origin defaultOrigin) {
		InputValue value = find(key, null);
		return (value != null) ? setting(key, value.text(), value.origin()) : setting(key, defaultValue, defaultOrigin);
	}

	public Setting<Boolean> flag(String key, boolean defaultValue, Origin defaultOrigin) {
		InputValue value = find(key, null);
		return (value != null) ? setting(key, (Boolean) value.value(), value.origin())
				: setting(key, defaultValue, defaultOrigin);
	}

	public Setting<Integer> number(String key, @Nullable String other, int defaultValue, Origin defaultOrigin,
			int minimum) {
		InputValue value = usable(key, other,
				(found) -> (((Number) found.value()).intValue() < minimum) ? "it is less than " + minimum : null);
		if (value == null) {
			return setting(key, defaultValue, defaultOrigin);
		}
		int number = ((Number) value.value()).intValue();
		if (number < minimum) {
			reject(key, value, "it is less than " + minimum, "Set it to " + minimum + " or more.");
		}
		return setting(key, number, value.origin());
	}

	public Setting<Double> decimal(String key, double defaultValue, double minimum) {
		InputValue value = find(key, null);
		if (value == null) {
			return setting(key, defaultValue, Origin.DEFAULT);
		}
		double number = ((Number) value.value()).doubleValue();
		if (!(number >= minimum && Double.isFinite(number))) {
			reject(key, value, "it is not a number of at least " + minimum, "Set it to " + minimum + " or more.");
		}
		return setting(key, number, value.origin());
	}

	public Setting<Duration> duration(String key, Duration defaultValue, Duration minimum) {
		return duration(key, null, defaultValue, Origin.DEFAULT, minimum, false);
	}

	public Setting<Duration> duration(String key, @Nullable String other, Duration defaultValue, Origin defaultOrigin,
			Duration minimum, boolean zeroDisables) {
		InputValue value = usable(key, other,
				(found) -> problem(durationOf(found), plausible(key, found, minimum), zeroDisables));
		if (value == null) {
			return setting(key, defaultValue, defaultOrigin);
		}
		Duration duration = durationOf(value);
		if (duration.compareTo(LONGEST) > 0 && !isOurs(key, value.origin())) {
			return setting(key, LONGEST, value.origin());
		}
		if (duration.compareTo(LONGEST) > 0) {
			reject(key, value, "it is longer than " + DurationFormat.format(LONGEST), "Shorten it.");
			return setting(key, LONGEST, value.origin());
		}
		String problem = problem(duration, minimum, zeroDisables);
		if (problem != null) {
			reject(key, value, problem, "Set it to " + DurationFormat.format(minimum) + " or more"
					+ (zeroDisables ? ", or to 0 to switch it off." : ".") + " A plain number is milliseconds.");
		}
		warnOfUnit(key, value, duration);
		return setting(key, duration, value.origin());
	}

	/**
	 * A variable that may be meant for another program counts only if its duration is
	 * plausible: as a plain number, 30 is milliseconds and was meant as seconds.
	 */
	private static Duration plausible(String key, InputValue value, Duration minimum) {
		boolean isForeign = value.origin().kind() == Origin.Kind.VARIABLE && !durationOf(value).isZero();
		Duration usual = UNUSUAL.getOrDefault(key, minimum);
		return (isForeign && usual.compareTo(minimum) > 0) ? usual : minimum;
	}

	private static @Nullable String problem(Duration duration, Duration minimum, boolean zeroDisables) {
		boolean disabled = zeroDisables && duration.isZero();
		return (!disabled && duration.compareTo(minimum) < 0) ? "it is shorter than " + DurationFormat.format(minimum)
				: null;
	}

	private static Duration durationOf(InputValue value) {
		return (value.value() instanceof Duration given) ? given
				: Duration.ofMillis(((Number) value.value()).longValue());
	}

	private void warnOfUnit(String key, InputValue value, Duration duration) {
		Duration usual = UNUSUAL.get(key);
		if (usual != null && duration.compareTo(usual) < 0 && duration.compareTo(Duration.ZERO) > 0) {
			this.findings.warn(value.origin() + " sets " + PREFIX + key + " to " + DurationFormat.format(duration)
					+ ": a plain number is milliseconds. Write a unit, such as " + duration.toMillis() + "s.");
		}
	}

	/**
	 * The first value that can be used, or the first that has to be rejected.
	 */
	private @Nullable InputValue usable(String key, @Nullable String other,
			Function<InputValue, @Nullable String> problemOf) {
		String[] others = others(other);
		List<InputValue> found = Stream
			.of(find(key, other), this.input.explicit(PREFIX + key, others), this.input.explicit(PREFIX + key),
					inUrl(key))
			.filter(Objects::nonNull)
			.distinct()
			.toList();
		for (InputValue value : found) {
			String problem = problemOf.apply(value);
			if (problem == null || isOurs(key, value.origin())) {
				return value;
			}
			boolean isDuration = value.value() instanceof Duration || key.contains("timeout");
			this.findings.ignore(value, (isDuration ? DurationFormat.format(durationOf(value)) : value.text()) + ": "
					+ problem + (isDuration ? ", and a plain number is milliseconds" : ""));
		}
		return null;
	}

	/**
	 * Whether a value is ours, so that it must hold or be rejected. The application works
	 * with those of other starters, and variables under other names may not be meant.
	 * @param key the key without its prefix
	 * @param origin where the value comes from
	 * @return {@code true} if so
	 */
	public boolean isOurs(String key, Origin origin) {
		InputValue own = this.input.explicit(PREFIX + key);
		SelectedUrl url = this.input.urls().runtime();
		boolean isUrls = origin.kind() == Origin.Kind.URL && (url == null || !url.source().isForeign());
		return isUrls || (own != null && own.origin().equals(origin));
	}

	/**
	 * The value as it was set, for a message about it.
	 * @param key our key
	 * @param other a property of another starter that means the same, or {@code null}
	 * @return the value, or {@code null} if it was not set
	 */
	public @Nullable InputValue find(String key, @Nullable String other) {
		InputValue explicit = explicit(key, other);
		boolean isUrls = explicit != null && explicit.equals(inUrl(key));
		return isUrls ? explicit : this.input.first(PREFIX + key, others(other));
	}

	/**
	 * What the URL sets, whether a property beats it or not.
	 * @param key our key
	 * @return the value, or {@code null} if the URL does not set it
	 */
	public @Nullable InputValue inUrl(String key) {
		return this.urlSettings.get(PREFIX + key);
	}

	/**
	 * Our own property of a key.
	 * @param key the key without its prefix
	 * @return the value, or {@code null} if it is not set
	 */
	public @Nullable InputValue own(String key) {
		return this.input.explicit(PREFIX + key);
	}

	/**
	 * The variable under another name that is set for a key, whether it counts or not.
	 * @param key the key without its prefix
	 * @return the value, or {@code null} if it is not set
	 */
	public @Nullable InputValue variable(String key) {
		return this.input.variable(PREFIX + key);
	}

	/**
	 * The value without the variables under other names.
	 * @param key the key without its prefix
	 * @param other the key of HikariCP for the same, or {@code null}
	 * @return the value, or {@code null} if it is not set
	 */
	public @Nullable InputValue explicit(String key, @Nullable String other) {
		InputValue value = this.input.explicit(PREFIX + key, others(other));
		return (value != null) ? value : inUrl(key);
	}

	private static String[] others(@Nullable String other) {
		return (other != null) ? new String[] { other } : new String[0];
	}

	public void reject(String key, InputValue value, String reason, String action) {
		String shown = (value.value() instanceof Duration duration) ? DurationFormat.format(duration) : value.shown();
		this.findings.reject(SettingsViolation.of(PREFIX + key, value, shown, reason, action));
	}

	private static <T> Setting<T> setting(String key, T value, Origin origin) {
		return new Setting<>(PREFIX + key, value, origin);
	}

}
