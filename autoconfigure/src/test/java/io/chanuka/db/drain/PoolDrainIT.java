package io.chanuka.db.drain;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context closes while a thread that Spring does not know holds a connection.
 */
@ExtendWith(OutputCaptureExtension.class)
class PoolDrainIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void transactionOnAPlainThreadIsCommittedBeforeThePoolCloses(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start("30s");
		RuntimePool pool = context.getBean(RuntimePool.class);
		CountDownLatch borrowed = new CountDownLatch(1);
		CompletableFuture<Void> work = CompletableFuture.runAsync(() -> work(pool, borrowed));
		assertThat(borrowed.await(20, TimeUnit.SECONDS)).isTrue();
		context.close();
		work.get(20, TimeUnit.SECONDS);
		assertThat(this.database.query("select name from item")).containsExactly("kept");
		assertThat(output).contains("Waiting up to 30 s for 1 borrowed connections",
				"Drained: all connections are back after");
	}

	@Test
	void waitIsBounded(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = start("1s");
		Connection forgotten = context.getBean(RuntimePool.class).getConnection();
		long start = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(8));
		assertThat(forgotten.isValid(1)).isFalse();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.database.connectedUsers().isEmpty());
		assertThat(output).contains("Drained for", "1 had their statements cancelled, 1 are borrowed even so");
	}

	@Test
	void whenNothingIsBorrowedThenNothingIsSaid(CapturedOutput output) {
		start("30s").close();
		assertThat(output).doesNotContain("Waiting up to");
	}

	private static void work(RuntimePool pool, CountDownLatch borrowed) {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("insert into item (name) values ('kept')");
			borrowed.countDown();
			statement.execute("select pg_sleep(1)");
			connection.commit();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ConfigurableApplicationContext start(String drainTimeout) {
		return TestApplication.start("chanuka.db.url=" + this.database.migrationUrl(),
				"chanuka.db.shutdown.drain-timeout=" + drainTimeout);
	}

}
