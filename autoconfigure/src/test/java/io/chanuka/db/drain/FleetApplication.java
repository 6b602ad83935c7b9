package io.chanuka.db.drain;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.postgresql.PGConnection;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application of its own JVM with connections that are never returned and with
 * statements that take long.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(FleetApplication.Requests.class)
public class FleetApplication {

	private static final Log logger = LogFactory.getLog(FleetApplication.class);

	public static void main(String[] args) {
		new SpringApplicationBuilder(FleetApplication.class).bannerMode(Banner.Mode.OFF).run(args);
	}

	/**
	 * Requests that query, or that start threads with connections.
	 */
	@RestController
	public static class Requests implements DisposableBean {

		private final DataSource dataSource;

		private final JdbcTemplate jdbc;

		public Requests(DataSource dataSource, JdbcTemplate jdbc) {
			this.dataSource = dataSource;
			this.jdbc = jdbc;
		}

		@GetMapping("/query/{seconds}")
		String query(@PathVariable String seconds) {
			this.jdbc.queryForList("select pg_sleep(cast(? as float8)) as nap", seconds);
			return "done";
		}

		/**
		 * Threads that query for long.
		 */
		@GetMapping("/start/queries/{count}")
		String queries(@PathVariable int count) {
			for (int i = 0; i < count; i++) {
				new Thread(this::longQuery, "query-" + i).start();
			}
			return "started";
		}

		private void longQuery() {
			try {
				query("120");
			}
			catch (DataAccessException ex) {
				Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
				logger.info("The query ended with "
						+ ((cause instanceof SQLException failure) ? failure.getSQLState() : cause));
			}
		}

		/**
		 * A thread that waits for notifications for as long as the application runs.
		 */
		@GetMapping("/start/listener")
		String listener() throws InterruptedException {
			return start("listener", this::listen);
		}

		private void listen(Connection connection) throws SQLException {
			execute(connection, "listen events");
			PGConnection postgres = connection.unwrap(PGConnection.class);
			ready();
			while (true) {
				postgres.getNotifications(1000);
			}
		}

		/**
		 * A thread that is the leader as long as it holds its connection.
		 */
		@GetMapping("/start/leader")
		String leader() throws InterruptedException {
			return start("leader", (connection) -> {
				execute(connection, "select pg_advisory_lock(42)");
				ready();
				while (true) {
					LockSupport.park(this);
				}
			});
		}

		/**
		 * A thread that ends and forgets its connection.
		 */
		@GetMapping("/start/leak")
		String leak() throws InterruptedException {
			return start("leak", (connection) -> {
				execute(connection, "select 1");
				ready();
			});
		}

		private synchronized String start(String name, Work work) throws InterruptedException {
			this.ready = false;
			new Thread(() -> run(work), name).start();
			while (!this.ready) {
				wait();
			}
			return "started";
		}

		private boolean ready;

		private synchronized void ready() {
			this.ready = true;
			notifyAll();
		}

		private void run(Work work) {
			try {
				work.with(this.dataSource.getConnection());
			}
			catch (SQLException ex) {
				logger.info("The thread ended with " + ex.getSQLState());
			}
		}

		private static void execute(Connection connection, String sql) throws SQLException {
			try (Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}

		@Override
		public void destroy() {
			logger.info("Destroyed");
		}

	}

	@FunctionalInterface
	private interface Work {

		void with(Connection connection) throws SQLException;

	}

}
