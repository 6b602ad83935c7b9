package io.chanuka.db.pool;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.ConnectionsSnapshot;
import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link PoolView} of a runtime pool, or of none.
 */
public final class RuntimePoolView implements PoolView {

	private static final PoolSnapshot NO_POOL = new PoolSnapshot(0, 0, 0, 0, 0);

	private final @Nullable RuntimePool pool;

	/**
	 * Create a new instance.
	 * @param pool the pool, or {@code null} where the DataSource is another one
	 */
	public RuntimePoolView(@Nullable RuntimePool pool) {
		this.pool = pool;
	}

	@Override
	public PoolSnapshot snapshot() {
		return (this.pool != null) ? this.pool.snapshot() : NO_POOL;
	}

	@Override
	public ConnectionsSnapshot connections() {
		PhysicalConnectionSource source = source();
		return (source != null) ? source.counts() : ConnectionsSnapshot.none();
	}

	@Override
	public @Nullable ConnectionFailure outage() {
		PhysicalConnectionSource source = source();
		return (source != null) ? source.outage() : null;
	}

	@Override
	public PoolerEvidence poolerEvidence() {
		PhysicalConnectionSource source = source();
		return (source != null) ? source.sessions().poolerEvidence() : PoolerEvidence.NOT_ASKED;
	}

	private @Nullable PhysicalConnectionSource source() {
		return (this.pool != null) ? this.pool.source() : null;
	}

}
