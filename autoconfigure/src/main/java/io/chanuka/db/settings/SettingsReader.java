package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads single values of the input, each with its default and its bounds.
 */
final class SettingsReader {

	static final String PREFIX = "chanuka.db.";

	/**
	 * The driver and HikariCP count milliseconds in an int.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE / 1000);

	private final SettingsInput input;

	private final Map<String, InputValue> urlSettings;

	private final List<SettingsViolation> violations;

	SettingsReader(SettingsInput input, Map<String, InputValue> urlSettings, List<SettingsViolation> violations) {
		this.input = input;
		this.urlSettings = urlSettings;
		this.violations = violations;
	}

	Setting<String> text(String key, String defaultValue, Origin defaultOrigin) {
		InputValue value = find(key, null);
		return (value != null) ? setting(key, value.value().toString(), value.origin())
				: setting(key, defaultValue, defaultOrigin);
	}

	Setting<Boolean> flag(String key, boolean defaultValue, Origin defaultOrigin) {
		InputValue value = find(key, null);
		return (value != null) ? setting(key, (Boolean) value.value(), value.origin())
				: setting(key, defaultValue, defaultOrigin);
	}

	<E extends Enum<E>> Setting<E> choice(String key, E defaultValue) {
		InputValue value = find(key, null);
		if (value == null) {
			return setting(key, defaultValue, Origin.DEFAULT);
		}
		for (E choice : defaultValue.getDeclaringClass().getEnumConstants()) {
			if (choice.toString().equalsIgnoreCase(value.value().toString().strip())) {
				return setting(key, choice, value.origin());
			}
		}
		List<E> choices = List.of(defaultValue.getDeclaringClass().getEnumConstants());
		reject(key, value, "it is none of " + choices, "Use one of " + choices + ".");
		return setting(key, defaultValue, value.origin());
	}

	Setting<Integer> number(String key, @Nullable String other, int defaultValue, Origin defaultOrigin, int minimum) {
		InputValue value = find(key, other);
		if (value == null) {
			return setting(key, defaultValue, defaultOrigin);
		}
		int number = ((Number) value.value()).intValue();
		if (number < minimum) {
			reject(key, value, "it is less than " + minimum, "Set it to " + minimum + " or more.");
		}
		return setting(key, number, value.origin());
	}

	Setting<Duration> duration(String key, Duration defaultValue, Duration minimum) {
		return duration(key, null, defaultValue, Origin.DEFAULT, minimum, false);
	}

	Setting<Duration> duration(String key, @Nullable String other, Duration defaultValue, Origin defaultOrigin,
			Duration minimum, boolean zeroDisables) {
		InputValue value = find(key, other);
		if (value == null) {
			return setting(key, defaultValue, defaultOrigin);
		}
		Duration duration = (value.value() instanceof Duration given) ? given
				: Duration.ofMillis(((Number) value.value()).longValue());
		if (duration.compareTo(LONGEST) > 0) {
			reject(key, value, "it is longer than " + text(LONGEST), "Shorten it.");
			return setting(key, LONGEST, value.origin());
		}
		boolean disabled = zeroDisables && duration.isZero();
		if (!disabled && duration.compareTo(minimum) < 0) {
			reject(key, value, "it is shorter than " + text(minimum), "Set it to " + text(minimum) + " or more"
					+ (zeroDisables ? ", or to 0 to switch it off." : ".") + " A plain number is milliseconds.");
		}
		return setting(key, duration, value.origin());
	}

	/**
	 * The value as it was set, for a message about it.
	 * @param key our key
	 * @param other a property of another starter that means the same, or {@code null}
	 * @return the value, or {@code null} if it was not set
	 */
	@Nullable InputValue find(String key, @Nullable String other) {
		InputValue value = (other != null) ? this.input.first(PREFIX + key, other) : this.input.first(PREFIX + key);
		return (value != null) ? value : this.urlSettings.get(PREFIX + key);
	}

	/**
	 * What the URL says, whether a property beats it or not.
	 * @param key our key
	 * @return the value, or {@code null} if the URL says nothing
	 */
	@Nullable InputValue inUrl(String key) {
		return this.urlSettings.get(PREFIX + key);
	}

	void reject(String key, InputValue value, String reason, String action) {
		Object shown = (value.value() instanceof Duration duration) ? text(duration) : value.value();
		this.violations.add(SettingsViolation.of(PREFIX + key, value, shown.toString(), reason, action));
	}

	private static <T> Setting<T> setting(String key, T value, Origin origin) {
		return new Setting<>(PREFIX + key, value, origin);
	}

	/**
	 * A duration in the form that a property has.
	 */
	static String text(Duration duration) {
		if (duration.getNano() == 0) {
			return duration.getSeconds() + "s";
		}
		if (duration.compareTo(LONGEST) > 0 || duration.compareTo(LONGEST.negated()) < 0) {
			return duration.toString();
		}
		long nanos = duration.toNanos();
		if (nanos % 1000 != 0) {
			return nanos + "ns";
		}
		return (nanos % 1_000_000 != 0) ? nanos / 1000 + "us" : nanos / 1_000_000 + "ms";
	}

}
