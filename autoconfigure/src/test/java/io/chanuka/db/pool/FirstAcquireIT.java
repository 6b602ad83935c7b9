package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two threads that acquire the first connections of a pool at the same time, on a real
 * PostgreSQL.
 */
@Timeout(120)
class FirstAcquireIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenThePoolIsPreparedThenASecondThreadWaitsAndBothGetAConnection() {
		AtomicInteger prepared = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		try (RuntimePool pool = TestPools.of(this.database.runtimeUrl(), Duration.ofSeconds(30))) {
			DataSource source = pool.getDataSource();
			pool.setDataSource(null);
			pool.preparation().set(() -> {
				Awaitility.await().until(() -> isOtherBlocked(threads));
				prepared.incrementAndGet();
				pool.setDataSource(source);
			});
			assertThat(acquireTwice(pool, threads)).hasSize(2).doesNotHaveDuplicates();
			assertThat(prepared).hasValue(1);
		}
	}

	@Test
	void whenABeanAwaitsItsThreadsBeforeTheOthersExistThenBothGetAConnection() {
		try (ConfigurableApplicationContext context = TestApplication.start(Early.class,
				"chanuka.db.url=" + this.database.runtimeUrl(), "chanuka.db.ssl.mode=disable",
				"spring.flyway.enabled=false")) {
			assertThat(context.getBean(Backends.class).pids()).hasSize(2).doesNotHaveDuplicates();
		}
	}

	private static boolean isOtherBlocked(List<Thread> threads) {
		return threads.stream()
			.anyMatch((thread) -> thread != Thread.currentThread() && thread.getState() == Thread.State.BLOCKED);
	}

	/**
	 * Each connection stays open until both threads have one.
	 */
	private static List<Integer> acquireTwice(DataSource pool, List<Thread> threads) {
		CountDownLatch acquired = new CountDownLatch(2);
		List<CompletableFuture<Integer>> both = List.of(new CompletableFuture<>(), new CompletableFuture<>());
		both.forEach((one) -> threads.add(new Thread(() -> {
			try (Connection connection = pool.getConnection()) {
				acquired.countDown();
				assertThat(acquired.await(60, TimeUnit.SECONDS)).isTrue();
				one.complete(connection.unwrap(PGConnection.class).getBackendPID());
			}
			catch (SQLException | InterruptedException | RuntimeException | AssertionError ex) {
				one.completeExceptionally(ex);
			}
		})));
		threads.forEach(Thread::start);
		return both.stream().map((one) -> one.orTimeout(60, TimeUnit.SECONDS).join()).toList();
	}

	/**
	 * The processes of the server behind the connections.
	 */
	private record Backends(List<Integer> pids) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Early {

		@Bean
		Backends backends(DataSource dataSource) {
			return new Backends(acquireTwice(dataSource, new ArrayList<>()));
		}

	}

}
