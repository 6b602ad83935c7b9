package io.chanuka.db.migration.lock;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A session on the server that holds what a migration waits for.
 *
 * @param processId its process
 * @param application the name of its application, or else of its user
 * @param age for how long it has had its connection or its transaction, or {@code null}
 * where that is not visible
 */
public record ServerProcess(int processId, String application, @Nullable Duration age) {

	@Override
	public String toString() {
		return "'" + this.application + "' (process " + this.processId
				+ ((this.age != null) ? ", for " + this.age.toSeconds() + "s" : "") + ")";
	}

}
