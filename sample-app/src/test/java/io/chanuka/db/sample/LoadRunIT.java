package io.chanuka.db.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fifty concurrent queries through a pool of five.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LoadRunIT {

	private static final Log logger = LogFactory.getLog(LoadRunIT.class);

	private static final int QUERIES = 50;

	/**
	 * Answers are to stay under 500 ms; eightfold for a slow machine.
	 */
	private static final long LIMIT_MILLIS = 8 * 500;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void fiftyConcurrentQueriesAreAllAnswered() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService clients = Executors.newFixedThreadPool(QUERIES);
		try {
			List<Future<Long>> answers = new ArrayList<>();
			for (int i = 0; i < QUERIES; i++) {
				int number = i;
				answers.add(clients.submit(() -> {
					start.await();
					return query(number);
				}));
			}
			start.countDown();
			LongSummaryStatistics nanos = new LongSummaryStatistics();
			for (Future<Long> answer : answers) {
				nanos.accept(answer.get(30, TimeUnit.SECONDS));
			}
			logger.info("%d concurrent queries: average %.1f ms, minimum %.1f ms, maximum %.1f ms".formatted(QUERIES,
					nanos.getAverage() / 1e6, nanos.getMin() / 1e6, nanos.getMax() / 1e6));
			assertThat(TimeUnit.NANOSECONDS.toMillis(nanos.getMax())).isLessThan(LIMIT_MILLIS);
		}
		finally {
			clients.shutdownNow();
		}
	}

	private long query(int number) {
		long start = System.nanoTime();
		Integer answer = this.jdbc.queryForObject("select ?::int, now()", (row, index) -> row.getInt(1), number);
		assertThat(answer).isEqualTo(number);
		return System.nanoTime() - start;
	}

}
