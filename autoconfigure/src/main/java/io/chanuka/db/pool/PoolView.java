package io.chanuka.db.pool;

import java.util.List;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.PoolerEvidence;
import org.jspecify.annotations.Nullable;

/**
 * Read-only view of the runtime pool for application code, to be injected. Everything is
 * read from memory.
 */
public interface PoolView {

	/**
	 * The pool's connections now.
	 * @return a snapshot, all zero where the DataSource is not the runtime pool
	 */
	PoolSnapshot snapshot();

	/**
	 * The threads that hold a connection.
	 * @return those, now, the one that has held its connection longest first; empty where
	 * the connections do not come from this starter
	 */
	List<ConnectionHolder> activeConnections();

	/**
	 * The physical connections since the pool was created: opened, closed by reason,
	 * failed by kind.
	 * @return a snapshot, all zero where the connections do not come from this starter
	 */
	ConnectionsSnapshot connections();

	/**
	 * Why the database is unavailable now.
	 * @return the last failed attempt, or {@code null} if no outage is known
	 */
	@Nullable ConnectionFailure outage();

	/**
	 * Whether the connections themselves show that a pooler is in between.
	 * @return the evidence
	 */
	PoolerEvidence poolerEvidence();

}
