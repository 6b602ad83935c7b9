package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * What happens when the application stops.
 *
 * @param drainTimeout how long, from the start of the shutdown, active connections are
 * awaited
 * @param readinessDelay how long requests are served after readiness is off
 * @param gracePeriod how long the platform waits before it kills, or zero if that is not
 * known
 * @param cancelRequests whether statements of requests are cancelled before the web
 * server stops waiting for them
 */
public record ShutdownSettings(Setting<Duration> drainTimeout, Setting<Duration> readinessDelay,
		Setting<Duration> gracePeriod, Setting<Boolean> cancelRequests) {

	/**
	 * What holds where the DataSource is not ours: nothing waits.
	 * @return settings that are all zero
	 */
	public static ShutdownSettings none() {
		Setting<Duration> zero = new Setting<>("none", Duration.ZERO, Origin.DEFAULT);
		return new ShutdownSettings(zero, zero, zero, new Setting<>("none", false, Origin.DEFAULT));
	}

	List<Setting<?>> all() {
		return List.of(this.drainTimeout, this.readinessDelay, this.gracePeriod, this.cancelRequests);
	}

}
