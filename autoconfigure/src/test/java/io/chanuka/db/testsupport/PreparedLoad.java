package io.chanuka.db.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What became of many clients that ran a handful of statements with parameters, each
 * often enough that the driver would prepare it on the server. A wrong answer counts as a
 * failure.
 */
public final class PreparedLoad {

	private final long calls;

	private final Map<String, Integer> failures;

	private PreparedLoad(long calls, Map<String, Integer> failures) {
		this.calls = calls;
		this.failures = failures;
	}

	/**
	 * Runs the clients on a database with the table {@code item}.
	 * @param dataSource what they borrow from
	 * @param clients how many
	 * @param duration for how long
	 */
	public static PreparedLoad run(DataSource dataSource, int clients, Duration duration)
			throws InterruptedException, ExecutionException, TimeoutException {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			long end = System.nanoTime() + duration.toNanos();
			List<Future<PreparedLoad>> running = new ArrayList<>();
			for (int client = 0; client < clients; client++) {
				int first = client;
				running.add(threads.submit(() -> run(jdbc, first, end)));
			}
			long calls = 0;
			Map<String, Integer> failures = new TreeMap<>();
			for (Future<PreparedLoad> one : running) {
				PreparedLoad part = one.get(duration.toSeconds() + 60, TimeUnit.SECONDS);
				calls += part.calls;
				part.failures.forEach((message, count) -> failures.merge(message, count, Integer::sum));
			}
			return new PreparedLoad(calls, failures);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static PreparedLoad run(JdbcTemplate jdbc, int first, long end) {
		Map<String, Integer> failures = new TreeMap<>();
		int calls = 0;
		while (System.nanoTime() < end) {
			try {
				call(jdbc, first + calls);
			}
			catch (DataAccessException | IllegalStateException ex) {
				String message = String.valueOf(ex.getMessage()).replaceAll("\\d+", "N");
				failures.merge(message, 1, Integer::sum);
			}
			calls++;
		}
		return new PreparedLoad(calls, failures);
	}

	private static void call(JdbcTemplate jdbc, int number) {
		switch (number % 4) {
			case 0 -> expect(number + 1, jdbc.queryForObject("select cast(? as int) + 1", Integer.class, number));
			case 1 -> expect("a" + number,
					jdbc.queryForObject("select cast(? as text) || cast(? as text)", String.class, "a", "" + number));
			case 2 -> expect(1, jdbc.update("insert into item (name) values (?)", "item " + number));
			default -> jdbc.queryForList("select id, name from item where id > ? and name like ? order by id limit 5",
					number, "item%");
		}
	}

	private static void expect(Object expected, Object answer) {
		if (!expected.equals(answer)) {
			throw new IllegalStateException("A wrong answer");
		}
	}

	public long calls() {
		return this.calls;
	}

	public long failures() {
		return this.failures.values().stream().mapToLong(Integer::longValue).sum();
	}

	@Override
	public String toString() {
		return failures() + " of " + this.calls + " failed: " + this.failures;
	}

}
