package io.chanuka.db.benchmarks;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.pool.BenchmarkPool;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The pools that are compared, all of the same size and above the same stub.
 */
final class Candidates implements AutoCloseable {

	private static final int SIZE = 10;

	private final List<Candidate> all = List.of(new Candidate("hikari", plain()), new Candidate("hikari#2", plain()),
			new Candidate("ours", ours()));

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

	private static HikariDataSource ours() {
		return sized(BenchmarkPool.of(new StubDriver()));
	}

	private static HikariDataSource sized(HikariDataSource pool) {
		pool.setMaximumPoolSize(SIZE);
		pool.setMinimumIdle(SIZE);
		return pool;
	}

	@Override
	public void close() {
		this.all.forEach((candidate) -> candidate.pool().close());
	}

}
