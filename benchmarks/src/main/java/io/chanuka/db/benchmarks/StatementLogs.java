package io.chanuka.db.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.p6spy.engine.spy.P6DataSource;
import com.zaxxer.hikari.HikariDataSource;
import net.ttddyy.dsproxy.listener.logging.SLF4JLogLevel;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The logs of statements that are compared, each below a pool of the same size and above
 * the same stub.
 */
final class StatementLogs implements AutoCloseable {

	private static final String ENABLED = "chanuka.db.statement-log.enabled";

	private final List<Candidate> all = List.of(new Candidate("hikari", above(stub())),
			new Candidate("hikari#2", above(stub())), ours("ours, off", Map.of()),
			ours("ours, on without its level", Map.of(ENABLED, true)),
			ours("ours, slow only", Map.of("chanuka.db.statement-log.slow-threshold", Duration.ofSeconds(1))),
			new Candidate("datasource-proxy, slow only",
					above(ProxyDataSourceBuilder.create(stub()).logSlowQueryBySlf4j(1, TimeUnit.SECONDS).build())),
			new Candidate("p6spy, slow only", above(new P6DataSource(stub()))));

	private final List<Candidate> full = List.of(new Candidate("hikari", above(stub())),
			ours("ours, full", Map.of(ENABLED, true)), new Candidate("datasource-proxy, full",
					above(ProxyDataSourceBuilder.create(stub()).logQueryBySlf4j(SLF4JLogLevel.DEBUG).build())));

	/**
	 * Those that log nothing, as the level is off or no statement is slow.
	 */
	List<Candidate> silent() {
		return this.all;
	}

	/**
	 * Those that log each statement, to an appender that does nothing.
	 */
	List<Candidate> full() {
		return this.full;
	}

	private static Candidate ours(String name, Map<String, Object> properties) {
		return new Candidate(name, Candidates.sized(BenchmarkPool.of(new StubDriver(), properties)));
	}

	private static HikariDataSource above(DataSource dataSource) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(dataSource);
		return Candidates.sized(pool);
	}

	private static DataSource stub() {
		return new SimpleDriverDataSource(new StubDriver(), "jdbc:stub:");
	}

	@Override
	public void close() {
		this.all.forEach((candidate) -> candidate.pool().close());
		this.full.forEach((candidate) -> candidate.pool().close());
	}

}
