package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * How operations of the application are retried after transient errors.
 *
 * @param maxAttempts how often an operation is attempted, the first attempt included
 * @param initialDelay how long the back-off is after the first attempt
 * @param multiplier by what the back-off grows from attempt to attempt
 * @param maxDelay how long a back-off may become
 */
public record RetrySettings(Setting<Integer> maxAttempts, Setting<Duration> initialDelay, Setting<Double> multiplier,
		Setting<Duration> maxDelay) {

	/**
	 * What holds where nothing is set.
	 * @return the defaults
	 */
	public static RetrySettings defaults() {
		return new RetrySettings(setting("max-attempts", 3), setting("initial-delay", Duration.ofSeconds(1)),
				setting("multiplier", 2.0), setting("max-delay", Duration.ofSeconds(30)));
	}

	private static <T> Setting<T> setting(String key, T value) {
		return new Setting<>(Setting.PREFIX + "retry." + key, value, Origin.DEFAULT);
	}

	List<Setting<?>> all() {
		return List.of(this.maxAttempts, this.initialDelay, this.multiplier, this.maxDelay);
	}

}
