package io.chanuka.db.sample.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.sql.Connection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.chanuka.db.pool.PoolView;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

import org.springframework.context.annotation.Conditional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The buttons of the page. They exist only beside the sample's own PostgreSQL, for
 * requests from this machine and from the page itself.
 */
@RestController
@Conditional(OnOwnPostgresCondition.class)
class Experiments {

	private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("experiment-");

	private final JdbcTemplate jdbc;

	private final PoolView pool;

	private final EmbeddedPostgres postgres;

	private final TcpProxy proxy;

	private final Restart restart;

	Experiments(JdbcTemplate jdbc, PoolView pool, EmbeddedPostgres postgres, TcpProxy proxy, Restart restart) {
		this.jdbc = jdbc;
		this.pool = pool;
		this.postgres = postgres;
		this.proxy = proxy;
		this.restart = restart;
	}

	@ModelAttribute
	void refuseOthers(HttpServletRequest request) throws IOException {
		boolean local = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
				&& Set.of("localhost", "127.0.0.1", "[::1]").contains(request.getServerName());
		String origin = request.getMethod().equals("GET") ? null : "http://" + request.getHeader("Host");
		if (!local || (origin != null && !origin.equals(request.getHeader("Origin")))) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN,
					"Only the page itself, on this machine, may do this");
		}
	}

	@GetMapping("/experiments")
	Resource buttons() {
		return new ClassPathResource("experiments.html");
	}

	@GetMapping("/slow")
	String slow(@RequestParam(defaultValue = "2") @DecimalMin("0") @DecimalMax("30") double seconds) {
		return Objects.requireNonNull(this.jdbc
			.queryForObject("select 'Slept until ' || clock_timestamp() from pg_sleep(?)", String.class, seconds));
	}

	@PostMapping("/experiments/slow-query")
	String slowQuery() {
		run(() -> slow(3));
		return "A query that takes 3 seconds has begun.";
	}

	@PostMapping("/experiments/exhaust")
	String exhaust() {
		int queries = this.pool.snapshot().maximum() + 3;
		IntStream.range(0, queries).forEach((number) -> run(() -> slow(5)));
		return queries + " queries of 5 seconds have begun.";
	}

	@PostMapping("/experiments/transaction")
	String transaction() {
		run(() -> {
			try (Connection connection = connection()) {
				connection.setAutoCommit(false);
				connection.createStatement().execute("select count(*) from entry");
				TimeUnit.SECONDS.sleep(12);
				connection.rollback();
				return connection;
			}
		});
		return "A transaction is idle for 12 seconds.";
	}

	@PostMapping("/experiments/leak")
	String leak() {
		run(() -> {
			Connection connection = connection();
			later(30, () -> JdbcUtils.closeConnection(connection));
			return connection;
		});
		return "A connection was acquired and not returned; the sample returns it after 30 seconds.";
	}

	@PostMapping("/experiments/terminate")
	String terminate() {
		return Objects.requireNonNull(this.jdbc.queryForObject("""
				select count(pg_terminate_backend(pid)) || ' server processes were ended.' from pg_stat_activity
				where usename = current_user and application_name = current_setting('application_name')
				and pid <> pg_backend_pid()""", String.class));
	}

	@PostMapping("/experiments/unreachable")
	String unreachable() throws IOException {
		this.proxy.close();
		later(5, this.proxy::open);
		return "The database is unreachable for 5 seconds.";
	}

	@PostMapping("/experiments/read-only")
	String readOnly() {
		readOnly(true);
		later(1, () -> this.jdbc.update("delete from entry where false"));
		later(8, () -> readOnly(false));
		return "The server refuses writes for 8 seconds.";
	}

	@PostMapping("/experiments/burst")
	String burst() throws Exception {
		List<Future<Long>> queries = IntStream.range(0, 50).mapToObj((number) -> run(() -> nanos(number))).toList();
		LongSummaryStatistics nanos = new LongSummaryStatistics();
		for (Future<Long> query : queries) {
			nanos.accept(query.get(30, TimeUnit.SECONDS));
		}
		return "50 queries at the same time: average %.1f ms, minimum %.1f ms, maximum %.1f ms."
			.formatted(nanos.getAverage() / 1e6, nanos.getMin() / 1e6, nanos.getMax() / 1e6);
	}

	@PostMapping("/experiments/restart")
	String restart() {
		run(this.restart);
		return "The application restarts.";
	}

	private long nanos(int number) {
		long start = System.nanoTime();
		this.jdbc.queryForMap("select ?::int, now()", number);
		return System.nanoTime() - start;
	}

	private void readOnly(boolean value) {
		JdbcTemplate superuser = new JdbcTemplate(this.postgres.getPostgresDatabase());
		superuser.execute("alter system set default_transaction_read_only = " + value);
		superuser.execute("select pg_reload_conf()");
	}

	private Connection connection() throws Exception {
		return Objects.requireNonNull(this.jdbc.getDataSource()).getConnection();
	}

	private <T> Future<T> run(Callable<T> action) {
		return this.threads.submit(action);
	}

	private void later(int seconds, Runnable action) {
		CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS, this.threads).execute(action);
	}

}
