package io.chanuka.db.drain;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.task.TaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application of its own JVM that works in the database on every kind of thread.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@EnableScheduling
@Import({ WorkingApplication.Work.class, WorkingApplication.Requests.class })
public class WorkingApplication {

	private static final Log logger = LogFactory.getLog(WorkingApplication.class);

	public static void main(String[] args) {
		new SpringApplicationBuilder(WorkingApplication.class).bannerMode(Banner.Mode.OFF).run(args);
	}

	@Bean
	@ConditionalOnBooleanProperty("work.scheduled")
	Schedule schedule(Work work) {
		return new Schedule(work);
	}

	/**
	 * Leaves time between the failure of a servlet and its error page.
	 */
	@Bean
	@ConditionalOnBooleanProperty("work.slow-error-pages")
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowErrorPages() {
		return (factory) -> factory.addContextValves(new ValveBase(true) {

			@Override
			public void invoke(Request request, Response response) throws IOException, ServletException {
				try {
					getNext().invoke(request, response);
				}
				finally {
					LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
				}
			}

		});
	}

	/**
	 * Transactions of three seconds.
	 */
	public static class Work implements DisposableBean {

		private final JdbcTemplate jdbc;

		private final TransactionTemplate transactions;

		public Work(JdbcTemplate jdbc, TransactionTemplate transactions) {
			this.jdbc = jdbc;
			this.transactions = transactions;
		}

		public void transaction(String name) {
			this.transactions.executeWithoutResult((status) -> {
				this.jdbc.update("insert into item (name) values (?)", name);
				this.jdbc.queryForList("select pg_sleep(3)");
			});
			logger.info("Committed " + name);
		}

		@Async
		public void asynchronously() {
			transaction("async");
			// Without a connection in between: the rest completes only if the task is
			// awaited.
			CompletableFuture.runAsync(() -> {
			}, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)).join();
			this.jdbc.update("insert into item (name) values ('async again')");
		}

		public void query(String seconds) {
			try {
				this.jdbc.queryForList("select pg_sleep(cast(? as float8)) as nap", seconds);
			}
			catch (DataAccessException ex) {
				Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
				logger.info("The query ended with "
						+ ((cause instanceof SQLException failure) ? failure.getSQLState() : cause));
				throw ex;
			}
		}

		@Override
		public void destroy() {
			this.jdbc.update("insert into item (name) values ('goodbye')");
		}

	}

	/**
	 * Requests that work, or that start work and do not wait for it.
	 */
	@RestController
	public static class Requests {

		private final Work work;

		private final TaskExecutor executor;

		public Requests(Work work, @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
			this.work = work;
			this.executor = executor;
		}

		@GetMapping("/query/{seconds}")
		String query(@PathVariable String seconds) {
			this.work.query(seconds);
			return "done";
		}

		@GetMapping("/start/thread")
		String onThread() {
			new Thread(() -> this.work.transaction("thread"), "plain").start();
			return "started";
		}

		@GetMapping("/start/common-pool")
		String onCommonPool() {
			CompletableFuture.runAsync(() -> this.work.transaction("common-pool"));
			return "started";
		}

		@GetMapping("/start/async")
		String async() {
			this.work.asynchronously();
			return "started by " + this.executor.getClass().getSimpleName();
		}

		@GetMapping("/start/query")
		String longQuery() {
			new Thread(() -> this.work.query("120"), "endless").start();
			return "started";
		}

	}

	/**
	 * Runs one transaction after the other.
	 */
	public static class Schedule {

		private final Work work;

		private final AtomicInteger runs = new AtomicInteger();

		Schedule(Work work) {
			this.work = work;
		}

		@Scheduled(fixedRate = 1500)
		void run() {
			int run = this.runs.incrementAndGet();
			logger.info("Scheduled run " + run);
			this.work.transaction("scheduled " + run);
		}

	}

}
