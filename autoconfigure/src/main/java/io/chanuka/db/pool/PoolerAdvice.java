package io.chanuka.db.pool;

import java.time.Duration;
import java.time.Instant;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.provider.EndpointKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether pooled connections are recommended in place of direct ones: the server has
 * lately refused another connection, many are open, or many threads contend for them.
 */
public final class PoolerAdvice {

	/**
	 * From here on direct connections are worth replacing by pooled ones.
	 */
	private static final int MANY_CONNECTIONS = 100;

	/**
	 * A refusal counts for as long.
	 */
	private static final Duration LATELY = Duration.ofHours(1);

	private PoolerAdvice() {
	}

	/**
	 * Whether a pooler should stand before this server.
	 * @param pool the pool
	 * @return {@code true} if its connections are direct and come to a limit
	 */
	public static boolean isRecommended(RuntimePool pool) {
		PhysicalConnectionSource source = pool.source();
		return source != null && isRecommended(source.sessions().kind(), pool.snapshot(),
				source.counters().lastRefusal(), Instant.now());
	}

	static boolean isRecommended(EndpointKind kind, PoolSnapshot pool, @Nullable ConnectionFailure refusal,
			Instant now) {
		boolean refused = refusal != null && refusal.at().plus(LATELY).isAfter(now);
		boolean contended = pool.waiting() > 0 && pool.maximum() >= MANY_CONNECTIONS / 2;
		return kind == EndpointKind.DIRECT && (refused || contended || pool.total() >= MANY_CONNECTIONS);
	}

}
