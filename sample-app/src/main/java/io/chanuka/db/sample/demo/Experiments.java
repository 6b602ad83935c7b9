package io.chanuka.db.sample.demo;

import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.chanuka.db.drain.DrainOutcome;
import io.chanuka.db.sample.SampleApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The buttons of the page, beside the sample's own PostgreSQL and for this machine only.
 */
@RestController
@ConditionalOnProperty(name = "sample.postgres", havingValue = "embedded")
class Experiments {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1");

	private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("experiment-");

	private final DataSource pool;

	private final EmbeddedPostgres server;

	private final TcpProxy proxy;

	private final ConfigurableApplicationContext context;

	Experiments(DataSource pool, EmbeddedPostgres server, TcpProxy proxy, ConfigurableApplicationContext context) {
		this.pool = pool;
		this.server = server;
		this.proxy = proxy;
		this.context = context;
	}

	@ModelAttribute
	void refuseOthers(HttpServletRequest request) {
		if (!LOOPBACK.contains(request.getRemoteAddr()) || !LOOPBACK.contains(request.getServerName())
				|| !("http://" + request.getHeader("Host")).equals(request.getHeader("Origin"))) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only the page, on this machine, may do this");
		}
	}

	@PostMapping({ "/experiments/burst", "/experiments/exhaust", "/experiments/slow-query" })
	String queries(@RequestParam(defaultValue = "50") int count, @RequestParam(defaultValue = "0") int seconds) {
		List<CompletableFuture<Long>> queries = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> nanos(seconds), this.threads))
			.limit(count)
			.toList();
		LongSummaryStatistics nanos = queries.stream().mapToLong(CompletableFuture::join).summaryStatistics();
		return "%d queries at the same time: average %.1f ms, minimum %.1f ms, maximum %.1f ms.".formatted(count,
				nanos.getAverage() / 1e6, nanos.getMin() / 1e6, nanos.getMax() / 1e6);
	}

	private long nanos(int seconds) {
		long start = System.nanoTime();
		JdbcClient.create(this.pool).sql("select pg_sleep(?), now()").param(seconds).query().singleRow();
		return System.nanoTime() - start;
	}

	@PostMapping({ "/experiments/transaction", "/experiments/leak" })
	void hold(@RequestParam int seconds, @RequestParam boolean leak) {
		later(0, () -> {
			Connection connection = this.pool.getConnection();
			later(seconds, Executors.callable(() -> JdbcUtils.closeConnection(connection)));
			connection.setAutoCommit(leak);
			connection.createStatement().execute("select count(*) from entry");
			TimeUnit.SECONDS.sleep(leak ? 0 : seconds);
			return connection;
		});
	}

	@PostMapping("/experiments/terminate")
	String terminate() {
		return JdbcClient.create(this.server.getPostgresDatabase()).sql("""
				select count(pg_terminate_backend(pid)) || ' server processes were ended.' from pg_stat_activity
				where backend_type = 'client backend' and pid <> pg_backend_pid()""").query(String.class).single();
	}

	@PostMapping("/experiments/unreachable")
	void unreachable() throws IOException {
		this.proxy.close();
		later(5, () -> this.proxy.open(this.proxy.port()));
	}

	@PostMapping("/experiments/read-only")
	void readOnly() {
		readOnly(true);
		later(1, () -> JdbcClient.create(this.pool).sql("delete from entry where false").update());
		later(8, () -> readOnly(false));
	}

	private boolean readOnly(boolean value) {
		JdbcClient superuser = JdbcClient.create(this.server.getPostgresDatabase());
		superuser.sql("alter system set default_transaction_read_only = " + value).update();
		return superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
	}

	@PostMapping("/experiments/restart")
	void restart() {
		String[] args = this.context.getBean(ApplicationArguments.class).getSourceArgs();
		System.setProperty("server.port", this.context.getEnvironment().getRequiredProperty("local.server.port"));
		later(0, () -> {
			this.context.close();
			return SpringApplication.run(SampleApplication.class, args);
		});
	}

	@EventListener
	void drained(DrainOutcome outcome) {
		System.setProperty("sample.last-drain", outcome.describe());
	}

	private void later(int seconds, Callable<?> action) {
		this.threads.submit(() -> {
			TimeUnit.SECONDS.sleep(seconds);
			return action.call();
		});
	}

}
