package io.chanuka.db.drain;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.TaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that are meant to stay active do not hold up a shutdown, and those of work
 * in flight do, however similar they are.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotAwaitedIT {

	/**
	 * A multiple of eight above what is expected.
	 */
	private static final Duration AT_ONCE = Duration.ofSeconds(8);

	private static final Duration LONG = Duration.ofMillis(10_200);

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void connectionOfAThreadThatHasEnded(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start();
		DataSource pool = context.getBean(DataSource.class);
		Thread thread = new Thread(() -> acquire(pool), "forgetful");
		thread.start();
		thread.join(20_000);
		assertThat(close(context)).isLessThan(AT_ONCE);
		assertThat(output)
			.contains("Not awaited: Thread 'forgetful' still holds a connection; that thread has ended",
					"0 returned, 1 not awaited")
			.doesNotContain("Waiting up to");
	}

	@Test
	void connectionOfTheThreadThatClosesTheApplication(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start();
		Connection own = context.getBean(DataSource.class).getConnection();
		assertThat(close(context)).isLessThan(AT_ONCE);
		assertThat(output).contains("Not awaited: Thread 'main' still holds a connection")
			.doesNotContain("Waiting up to");
		assertThat(own.isValid(1)).isFalse();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.database.connectedUsers().isEmpty());
	}

	@Test
	void connectionThatHasBeenIdleForLong(CapturedOutput output) {
		ConfigurableApplicationContext context = start();
		ConnectionHolder.idle(ConnectionHolder.thread("leader"), context.getBean(DataSource.class));
		waitFor(LONG);
		assertThat(close(context)).isLessThan(AT_ONCE.plusSeconds(1));
		assertThat(output).contains("Waiting up to 60 s for active connections: 1")
			.containsPattern(
					"Not awaited: Thread 'leader' still holds a connection, idle for 1\\d\\.\\d s: select 'held'")
			.contains("0 returned, 1 not awaited");
	}

	@Test
	void connectionThatWasUsedShortlyBeforeIsAwaited() throws Exception {
		ConfigurableApplicationContext context = start();
		ConnectionHolder holder = ConnectionHolder.idle(ConnectionHolder.thread("computing"),
				context.getBean(DataSource.class));
		var ended = holder.finish("insert into item (name) values ('kept')", 3000);
		close(context);
		ended.get(20, TimeUnit.SECONDS);
		assertThat(this.database.query("select name from item")).containsExactly("kept");
	}

	@Test
	void connectionOfATaskThatComputesForLongIsAwaited() throws Exception {
		ConfigurableApplicationContext context = start("spring.lifecycle.timeout-per-shutdown-phase=1s");
		TaskExecutor executor = context.getBean("applicationTaskExecutor", TaskExecutor.class);
		ConnectionHolder holder = ConnectionHolder.idle(executor, context.getBean(DataSource.class));
		waitFor(LONG);
		var ended = holder.finish("insert into item (name) values ('kept')", 5000);
		close(context);
		ended.get(20, TimeUnit.SECONDS);
		assertThat(this.database.query("select name from item")).containsExactly("kept");
	}

	@Test
	void connectionThatIsIdleInATransactionIsAwaited() throws Exception {
		ConfigurableApplicationContext context = start();
		ConnectionHolder holder = ConnectionHolder.idleInTransaction(ConnectionHolder.thread("computing"),
				context.getBean(DataSource.class));
		waitFor(LONG);
		var ended = holder.finish("insert into item (name) values ('kept')", 3000);
		close(context);
		ended.get(20, TimeUnit.SECONDS);
		assertThat(this.database.query("select name from item")).containsExactly("kept");
	}

	/**
	 * The process ids that a pooler gives are not the server's.
	 */
	@Test
	@EnabledIf(value = "io.chanuka.db.testsupport.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
	void behindAPoolerTheDeadlineHolds() throws Exception {
		try (PgBouncer bouncer = PgBouncer.start(this.database, "transaction", "extra_float_digits")) {
			ConfigurableApplicationContext context = TestApplication.start(
					"chanuka.db.url=" + bouncer.url(this.database),
					"chanuka.db.migration.url=" + this.database.migrationUrl(),
					"chanuka.db.shutdown.drain-timeout=60s");
			ConnectionHolder holder = ConnectionHolder.idle(ConnectionHolder.thread("computing"),
					context.getBean(DataSource.class));
			waitFor(LONG);
			var ended = holder.finish("insert into item (name) values ('kept')", 3000);
			close(context);
			ended.get(20, TimeUnit.SECONDS);
			assertThat(this.database.query("select name from item")).containsExactly("kept");
		}
	}

	private static void acquire(DataSource pool) {
		try {
			pool.getConnection().isValid(10);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void waitFor(Duration duration) {
		Awaitility.await().pollDelay(duration).atMost(duration.multipliedBy(8)).until(() -> true);
	}

	private static Duration close(ConfigurableApplicationContext context) {
		long start = System.nanoTime();
		context.close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private ConfigurableApplicationContext start(String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "chanuka.db.url=" + this.database.migrationUrl();
		all[1] = "chanuka.db.shutdown.drain-timeout=60s";
		return TestApplication.start(all);
	}

}
