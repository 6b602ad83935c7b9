package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * How long and how often the start of the application tries to connect.
 *
 * @param timeout how long to try, zero for one attempt
 * @param unknownHostTimeout how long to try while the host has no address
 * @param maxAttempts how often to try with back-off
 * @param initialDelay the delay after the first attempt with back-off
 * @param multiplier how much longer each following delay is
 * @param maxDelay the longest delay
 */
public record StartupSettings(Setting<Duration> timeout, Duration unknownHostTimeout, Setting<Integer> maxAttempts,
		Setting<Duration> initialDelay, Setting<Double> multiplier, Setting<Duration> maxDelay) {

	/**
	 * Whether attempts are counted and the delays between them grow, because one of these
	 * is set. Otherwise attempts are frequent and only the time is limited.
	 * @return {@code true} if so
	 */
	public boolean backsOff() {
		return List.of(this.maxAttempts, this.initialDelay, this.multiplier, this.maxDelay)
			.stream()
			.anyMatch((setting) -> setting.origin().isExplicit());
	}

	List<Setting<?>> all() {
		return List.of(this.timeout, this.maxAttempts, this.initialDelay, this.multiplier, this.maxDelay);
	}

}
