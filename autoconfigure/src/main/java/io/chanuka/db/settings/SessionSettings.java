package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * What holds in the sessions of the runtime, as far as the endpoint allows.
 *
 * @param statementTimeout how long the server lets a statement run, zero for ever
 * @param queryTimeout how long the client waits for a statement, zero for ever
 * @param lockTimeout how long a statement waits for a lock, zero for ever
 * @param idleInTransactionTimeout how long a transaction may be idle, zero for ever
 * @param preparedStatements whether a pooler keeps prepared statements apart
 */
public record SessionSettings(Setting<Duration> statementTimeout, Setting<Duration> queryTimeout,
		Setting<Duration> lockTimeout, Setting<Duration> idleInTransactionTimeout,
		Setting<PreparedStatements> preparedStatements) {

	/**
	 * All of them, for a report.
	 * @return the settings in reading order
	 */
	public List<Setting<?>> all() {
		return List.of(this.statementTimeout, this.queryTimeout, this.lockTimeout, this.idleInTransactionTimeout,
				this.preparedStatements);
	}

}
