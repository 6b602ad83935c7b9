package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * How the health of the database is found out.
 *
 * @param timeout how long an answer may take
 * @param probeTimeout how long a probe may take before the database counts as down
 * @param stuckAfter for how long no connection may be returned to a full pool before it
 * is stuck, or the database is down behind a pooler that does not answer
 * @param requiredExtensions the extensions without which the application is degraded
 * @param readiness whether the database is part of the readiness
 */
public record HealthSettings(Setting<Duration> timeout, Setting<Duration> probeTimeout, Setting<Duration> stuckAfter,
		Setting<List<String>> requiredExtensions, Setting<Boolean> readiness) {

	/**
	 * All of them, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> all() {
		return List.of(this.timeout, this.probeTimeout, this.stuckAfter, this.requiredExtensions, this.readiness);
	}

}
