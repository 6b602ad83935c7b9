package io.chanuka.db.pool;

import java.time.Instant;

import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.provider.EndpointKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolerAdvice}.
 */
class PoolerAdviceTests {

	private static final PoolSnapshot CALM = new PoolSnapshot(10, 2, 8, 0, 10);

	private static final ConnectionFailure REFUSAL = new ConnectionFailure(FailureKind.TOO_MANY_CONNECTIONS, "53300",
			Instant.EPOCH);

	@Test
	void whenTheServerHasRefusedAConnectionThenForAnHour() {
		assertThat(PoolerAdvice.isRecommended(EndpointKind.DIRECT, CALM, null, Instant.EPOCH)).isFalse();
		assertThat(PoolerAdvice.isRecommended(EndpointKind.DIRECT, CALM, REFUSAL, Instant.EPOCH.plusSeconds(3599)))
			.isTrue();
		assertThat(PoolerAdvice.isRecommended(EndpointKind.DIRECT, CALM, REFUSAL, Instant.EPOCH.plusSeconds(3600)))
			.isFalse();
	}

	@Test
	void whenALargePoolIsContendedOrVeryLargeThenAPoolerIsRecommended() {
		assertThat(isRecommended(new PoolSnapshot(50, 50, 0, 1, 50))).isTrue();
		assertThat(isRecommended(new PoolSnapshot(50, 50, 0, 0, 50))).isFalse();
		assertThat(isRecommended(new PoolSnapshot(10, 10, 0, 5, 10))).isFalse();
		assertThat(isRecommended(new PoolSnapshot(100, 10, 90, 0, 100))).isTrue();
	}

	@Test
	void whenThereIsAPoolerThenItIsNot() {
		assertThat(PoolerAdvice.isRecommended(EndpointKind.TRANSACTION_POOLED, new PoolSnapshot(100, 100, 0, 9, 100),
				REFUSAL, Instant.EPOCH))
			.isFalse();
	}

	private static boolean isRecommended(PoolSnapshot pool) {
		return PoolerAdvice.isRecommended(EndpointKind.DIRECT, pool, null, Instant.EPOCH);
	}

}
