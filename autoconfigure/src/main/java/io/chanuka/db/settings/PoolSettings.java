package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * How the runtime pool behaves.
 *
 * @param maxSize the most connections, borrowed and idle
 * @param minIdle the idle connections that are kept open
 * @param idleTimeout how long a connection above the minimum may be idle
 * @param connectionTimeout how long a caller waits
 * @param validationTimeout how long the check of a connection may take
 * @param maxLifetime how old a connection may become
 * @param keepaliveTime how often an idle connection is touched, zero for never
 * @param maxUses how often a connection may be borrowed, zero for any number
 * @param leakDetectionThreshold how long a connection may be borrowed before it is
 * reported, zero for ever
 */
public record PoolSettings(Setting<Integer> maxSize, Setting<Integer> minIdle, Setting<Duration> idleTimeout,
		Setting<Duration> connectionTimeout, Setting<Duration> validationTimeout, Setting<Duration> maxLifetime,
		Setting<Duration> keepaliveTime, Setting<Integer> maxUses, Setting<Duration> leakDetectionThreshold) {

	/**
	 * All of them, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> all() {
		return List.of(this.maxSize, this.minIdle, this.idleTimeout, this.connectionTimeout, this.validationTimeout,
				this.maxLifetime, this.keepaliveTime, this.maxUses, this.leakDetectionThreshold);
	}

}
