package io.chanuka.db.benchmarks;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.chanuka.db.pool.RuntimePool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The pools that are compared, all of the same size and above the same stub.
 */
final class Candidates implements AutoCloseable {

	private static final int SIZE = 10;

	private final List<Candidate> all = List.of(new Candidate("hikari", plain()), new Candidate("hikari#2", plain()),
			new Candidate("ours", ours()), new Candidate("boot", boot()),
			new Candidate("no-op tracker", tracked((poolName, poolStats) -> new IMetricsTracker() {
			})));

	List<Candidate> all() {
		return this.all;
	}

	/**
	 * As Spring Boot makes it: by the constructor without arguments, started by the first
	 * borrow.
	 */
	private static HikariDataSource plain() {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(new SimpleDriverDataSource(new StubDriver(), "jdbc:stub:"));
		return sized(pool);
	}

	private static HikariDataSource tracked(MetricsTrackerFactory factory) {
		HikariDataSource pool = plain();
		pool.setMetricsTrackerFactory(factory);
		return pool;
	}

	private static HikariDataSource boot() {
		return tracked(new MicrometerMetricsTrackerFactory(registry()));
	}

	private static RuntimePool ours() {
		return sized(BenchmarkPool.of(new StubDriver()));
	}

	private static MeterRegistry registry() {
		return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
	}

	static <P extends HikariDataSource> P sized(P pool) {
		pool.setMaximumPoolSize(SIZE);
		pool.setMinimumIdle(SIZE);
		return pool;
	}

	@Override
	public void close() {
		this.all.forEach((candidate) -> candidate.pool().close());
	}

}
