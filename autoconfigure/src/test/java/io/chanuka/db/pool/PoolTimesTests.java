package io.chanuka.db.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolTimes}, without a database.
 */
class PoolTimesTests {

	private final List<String> log = new ArrayList<>();

	private final RuntimePool pool = pool();

	private final PoolStats stats = new PoolStats(1000) {

		@Override
		protected void update() {
		}

	};

	@Test
	void whenThePoolStartsThenTheyArePublishedAndWhenItClosesWithdrawn() {
		assertThat(install()).isTrue();
		assertThat(this.log).isEmpty();
		this.pool.getMetricsTrackerFactory().create("shop", this.stats);
		assertThat(this.log).containsExactly("shop");
		this.pool.close();
		assertThat(this.log).containsExactly("shop", "withdrawn");
	}

	@Test
	void whenAFailedStartIsRepeatedThenTheFirstPublicationIsWithdrawn() {
		install();
		this.pool.getMetricsTrackerFactory().create("shop", this.stats);
		this.pool.getMetricsTrackerFactory().create("shop", this.stats);
		assertThat(this.log).containsExactly("shop", "withdrawn", "shop");
	}

	@Test
	void whenThereIsATrackerThenItKeepsItsPlace() {
		MetricsTrackerFactory own = (poolName, poolStats) -> new IMetricsTracker() {
		};
		this.pool.setMetricsTrackerFactory(own);
		assertThat(install()).isFalse();
		assertThat(this.pool.getMetricsTrackerFactory()).isSameAs(own);
	}

	@Test
	void whenThereIsARegistryThenItKeepsItsPlace() {
		this.pool.setMetricRegistry(new SimpleMeterRegistry());
		assertThat(install()).isFalse();
		assertThat(this.pool.getMetricsTrackerFactory()).isNull();
	}

	@Test
	void whenTheConnectionsAreNotOursThenHikariKeepsItsTracker() {
		assertThat(PoolTimes.install(new RuntimePool(), (poolName, times) -> () -> {
		})).isFalse();
	}

	private boolean install() {
		return PoolTimes.install(this.pool, (poolName, times) -> {
			this.log.add(poolName);
			return () -> this.log.add("withdrawn");
		});
	}

	private static RuntimePool pool() {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", "postgresql://app@localhost/shop"));
		RuntimePool pool = new RuntimePool();
		pool.setDataSource(PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), new Properties()));
		return pool;
	}

}
