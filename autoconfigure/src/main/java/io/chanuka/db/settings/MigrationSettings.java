package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * How the schema is changed.
 *
 * @param pooled whether migrations may go through a pooler
 * @param mode what the start does with the migrations
 * @param timeout how long to wait for the locks of others or, in mode wait, for the
 * schema
 * @param lockTimeout how long a migration waits for a lock before it is rolled back and
 * repeated, 0 for ever
 * @param fastPath whether one query may prove that there is nothing to migrate
 */
public record MigrationSettings(Setting<Boolean> pooled, Setting<MigrationMode> mode, Setting<Duration> timeout,
		Setting<Duration> lockTimeout, Setting<Boolean> fastPath) {

	/**
	 * All of them, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> all() {
		return List.of(this.pooled, this.mode, this.timeout, this.lockTimeout, this.fastPath);
	}

}
