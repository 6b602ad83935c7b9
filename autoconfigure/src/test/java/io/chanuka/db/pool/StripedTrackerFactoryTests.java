package io.chanuka.db.pool;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StripedTrackerFactory}.
 */
class StripedTrackerFactoryTests {

	private final List<String> log = new ArrayList<>();

	private final RuntimePool pool = new RuntimePool();

	private final PoolStats stats = new PoolStats(1000) {

		@Override
		protected void update() {
		}

	};

	@Test
	void whatHikariTellsArrivesWhereItBelongs() {
		List<PoolTimes> published = new ArrayList<>();
		StripedTrackerFactory.install(this.pool, (times) -> {
			published.add(times);
			return () -> this.log.add("withdrawn");
		});
		IMetricsTracker tracker = this.pool.getMetricsTrackerFactory().create("shop", this.stats);
		tracker.recordConnectionAcquiredNanos(11);
		tracker.recordConnectionUsageMillis(22);
		tracker.recordConnectionCreatedMillis(33);
		tracker.recordConnectionTimeout();
		PoolTimes times = published.get(0);
		assertThat(times.poolName()).isEqualTo("shop");
		assertThat(times.acquire().total()).isEqualTo(11);
		assertThat(times.usage().total()).isEqualTo(22);
		assertThat(times.creation().total()).isEqualTo(33);
		assertThat(times.timeouts().sum()).isOne();
		tracker.close();
		assertThat(this.log).containsExactly("withdrawn");
	}

	@Test
	void whenAFailedStartIsRepeatedThenTheFirstPublicationIsWithdrawn() {
		StripedTrackerFactory.install(this.pool, (times) -> {
			this.log.add("published");
			return () -> this.log.add("withdrawn");
		});
		this.pool.getMetricsTrackerFactory().create("shop", this.stats);
		this.pool.getMetricsTrackerFactory().create("shop", this.stats);
		assertThat(this.log).containsExactly("published", "withdrawn", "published");
	}

	@Test
	void whenThereIsATrackerThenItKeepsItsPlace() {
		MetricsTrackerFactory own = (poolName, poolStats) -> new IMetricsTracker() {
		};
		this.pool.setMetricsTrackerFactory(own);
		install();
		assertThat(this.pool.getMetricsTrackerFactory()).isSameAs(own);
	}

	@Test
	void whenThereIsARegistryThenItKeepsItsPlace() {
		this.pool.setMetricRegistry(new SimpleMeterRegistry());
		install();
		assertThat(this.pool.getMetricsTrackerFactory()).isNull();
	}

	private void install() {
		StripedTrackerFactory.install(this.pool, (times) -> () -> this.log.add("withdrawn"));
	}

}
