package io.chanuka.db.retry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Retry with real transactions, conflicts and acquire timeouts.
 */
class DatabaseRetryIT {

	private static final int CLIENTS = 6;

	private static final int ROUNDS = 20;

	private static TestDatabase database;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		database = PostgresServer.newDatabase();
		PostgresServer.execute(database.name(), "create table counter (id int primary key, value int not null)",
				"insert into counter values (1, 0), (2, 0), (3, 0)", "grant all on counter to " + database.runtime());
		context = TestApplication.start(Application.class, "chanuka.db.url=" + database.runtimeUrl(),
				"spring.flyway.enabled=false", "chanuka.db.environment=development", "chanuka.db.pool.max-size=6",
				"chanuka.db.pool.connection-timeout=300ms", "chanuka.db.retry.max-attempts=30",
				"chanuka.db.retry.initial-delay=50ms", "chanuka.db.retry.multiplier=1.1");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void whenTransactionsConflictThenAllSucceedWithinThePolicy() throws Exception {
		RetryRecorder recorder = context.getBean(RetryRecorder.class);
		long before = recorder.transientErrors();
		inParallel(() -> retry().run("Count", () -> serializable().executeWithoutResult((status) -> {
			Integer value = jdbc().queryForObject("select value from counter where id = 1", Integer.class);
			jdbc().update("update counter set value = ? where id = 1", value + 1);
		})));
		assertThat(database.query("select value from counter where id = 1")).containsExactly("" + CLIENTS * ROUNDS);
		assertThat(recorder.transientErrors()).isGreaterThan(before);
	}

	@Test
	void whenAnnotatedMethodsConflictThenAllSucceedToo() throws Exception {
		Counter counter = context.getBean(Counter.class);
		inParallel(counter::increment);
		assertThat(database.query("select value from counter where id = 2")).containsExactly("" + CLIENTS * ROUNDS);
		assertThat(counter.calls()).isGreaterThan(CLIENTS * ROUNDS);
	}

	@Test
	void whenAnAnnotatedMethodIsCalledInATransactionThenItIsNotRetried() {
		Counter counter = context.getBean(Counter.class);
		AtomicInteger calls = new AtomicInteger();
		TransactionTemplate outer = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> outer.executeWithoutResult((status) -> counter.fail(calls)));
		assertThat(calls).hasValue(1);
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> counter.fail(calls));
		assertThat(calls).hasValue(1 + 3);
	}

	@Test
	void whenATransactionIsActiveThenTheHelperRefusesAlsoForAnOperationWithItsOwn() {
		TransactionTemplate outer = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		TransactionTemplate inner = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		AtomicInteger calls = new AtomicInteger();
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> outer.executeWithoutResult((status) -> retry().run("Load orders",
					() -> inner.executeWithoutResult((innerStatus) -> calls.incrementAndGet()))))
			.withMessageContaining("Load orders cannot be retried inside an active transaction")
			.withMessageContaining("REQUIRES_NEW");
		assertThat(calls).hasValue(0);
	}

	@Test
	void whenAConstraintIsViolatedThenTheExceptionLeavesAsItIsAfterOneAttempt() {
		AtomicInteger calls = new AtomicInteger();
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> retry().run("Insert", () -> {
			calls.incrementAndGet();
			jdbc().update("insert into counter values (1, 0)");
		}));
		assertThat(calls).hasValue(1);
	}

	@Test
	void whenThePoolIsFullForAWhileThenTheNextAttemptSucceeds() throws SQLException {
		DataSource dataSource = context.getBean(DataSource.class);
		List<Connection> held = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			held.add(dataSource.getConnection());
		}
		AtomicInteger attempts = new AtomicInteger();
		Integer result = retry().execute("Load orders", () -> {
			if (attempts.incrementAndGet() == 2) {
				for (Connection connection : held) {
					connection.close();
				}
			}
			return jdbc().queryForObject("select 1", Integer.class);
		});
		assertThat(result).isEqualTo(1);
		assertThat(attempts).hasValue(2);
	}

	@Test
	void whenTheConnectionIsLostThenTheNextAttemptSucceeds() {
		AtomicInteger attempts = new AtomicInteger();
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		Integer result = retry().execute("Load orders", () -> transaction.execute((status) -> {
			Integer backend = jdbc().queryForObject("select pg_backend_pid()", Integer.class);
			if (attempts.incrementAndGet() == 1) {
				PostgresServer.execute("postgres", "select pg_terminate_backend(" + backend + ", 5000)");
			}
			return jdbc().queryForObject("select value from counter where id = 3", Integer.class);
		}));
		assertThat(result).isZero();
		assertThat(attempts).hasValue(2);
	}

	private static void inParallel(Runnable work) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<?>> results = new ArrayList<>();
			for (int client = 0; client < CLIENTS; client++) {
				results.add(clients.submit(() -> {
					for (int round = 0; round < ROUNDS; round++) {
						work.run();
					}
				}));
			}
			for (Future<?> result : results) {
				result.get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private static DatabaseRetry retry() {
		return context.getBean(DatabaseRetry.class);
	}

	private static JdbcTemplate jdbc() {
		return context.getBean(JdbcTemplate.class);
	}

	private static TransactionTemplate serializable() {
		TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		template.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		return template;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class Application {

		@Bean
		Counter counter(JdbcTemplate jdbc) {
			return new Counter(jdbc);
		}

	}

	static class Counter {

		private final JdbcTemplate jdbc;

		private final AtomicInteger calls = new AtomicInteger();

		Counter(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Retryable(predicate = DatabaseRetryPredicate.class, maxRetries = 40, delay = 10, jitter = 5)
		@Transactional(isolation = Isolation.SERIALIZABLE)
		void increment() {
			this.calls.incrementAndGet();
			Integer value = this.jdbc.queryForObject("select value from counter where id = 2", Integer.class);
			this.jdbc.update("update counter set value = ? where id = 2", value + 1);
		}

		@Retryable(predicate = DatabaseRetryPredicate.class, maxRetries = 2, delay = 1)
		@Transactional
		void fail(AtomicInteger failed) {
			failed.incrementAndGet();
			throw new ConcurrencyFailureException("conflict", new SQLException("conflict", "40001"));
		}

		int calls() {
			return this.calls.get();
		}

	}

}
