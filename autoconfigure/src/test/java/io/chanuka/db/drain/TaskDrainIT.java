package io.chanuka.db.drain;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.SimpleAsyncTaskExecutorCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long tasks of executors hold up a shutdown, and that no task is interrupted while
 * its statement runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class TaskDrainIT {

	private static final String VIRTUAL = "spring.threads.virtual.enabled=true";

	/**
	 * Eight times what the tests configure, and a part of the deadline.
	 */
	private static final Duration BRIEFLY = Duration.ofSeconds(16);

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void tasksWithoutTheDatabaseAreAwaitedAsLongAsSpringGivesThem() throws Exception {
		assertThat(closeWithATaskThatGoesOn("spring.lifecycle.timeout-per-shutdown-phase=2s"))
			.isBetween(Duration.ofMillis(1900), BRIEFLY);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void tasksOnVirtualThreadsAreAwaitedAsLongAsSpringGivesThem() throws Exception {
		assertThat(closeWithATaskThatGoesOn(VIRTUAL, "spring.lifecycle.timeout-per-shutdown-phase=2s"))
			.isBetween(Duration.ofMillis(1900), BRIEFLY);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void tasksAreAwaitedAsLongAsIsConfigured(boolean virtual) throws Exception {
		assertThat(closeWithATaskThatGoesOn("spring.threads.virtual.enabled=" + virtual,
				"spring.task.execution.shutdown.await-termination=true",
				"spring.task.execution.shutdown.await-termination-period=1s"))
			.isBetween(Duration.ofMillis(900), BRIEFLY);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aPeriodThatIsLongerThanThePhaseHolds() throws Exception {
		assertThat(closeWithATaskThatGoesOn(VIRTUAL, "spring.lifecycle.timeout-per-shutdown-phase=100ms",
				"spring.task.execution.shutdown.await-termination=true",
				"spring.task.execution.shutdown.await-termination-period=2s"))
			.isBetween(Duration.ofMillis(1900), BRIEFLY);
	}

	@Test
	void buildingAnExecutorDoesNotCreateTheDataSource() {
		try (ConfigurableApplicationContext context = start(Building.class)) {
			assertThat(context.getBean(Building.class).dataSourceExists).isFalse();
		}
	}

	@Test
	void aCustomizerOfExecutorsMayNeedTheDataSource() {
		try (ConfigurableApplicationContext context = start(Customized.class)) {
			assertThat(context.getBean(SimpleAsyncTaskExecutorBuilder.class)).isNotNull();
		}
	}

	/**
	 * One that is no bean is closed by the code that made it.
	 */
	@Test
	void anExecutorThatIsNoBeanAwaitsNothing() {
		try (ConfigurableApplicationContext context = start()) {
			var executor = context.getBean(SimpleAsyncTaskExecutorBuilder.class).build();
			CountDownLatch interrupted = new CountDownLatch(1);
			executor.execute(() -> sleep(interrupted));
			long start = System.nanoTime();
			executor.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
			assertThat(interrupted.getCount()).isOne();
		}
	}

	/**
	 * The executors' phase has used up the time, so the pool's drain has its reserve.
	 */
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aLateStatementOnAVirtualThreadIsCancelledBeforeTheThreadIsInterrupted(CapturedOutput output) {
		ConfigurableApplicationContext context = start(VIRTUAL, "chanuka.db.shutdown.drain-timeout=1s");
		assertCancelledByClosing(context, context.getBean("applicationTaskExecutor", Executor.class));
		assertThat(output).contains("1 cancelled, 0 still active");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aLateStatementOnAVirtualThreadThatSpringBootAwaitsIsCancelledToo() {
		ConfigurableApplicationContext context = start(VIRTUAL, "chanuka.db.shutdown.drain-timeout=2s",
				"spring.task.execution.shutdown.await-termination=true",
				"spring.task.execution.shutdown.await-termination-period=500ms");
		assertCancelledByClosing(context, context.getBean("applicationTaskExecutor", Executor.class));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aLateStatementOnAVirtualThreadThatIsInterruptedOnCloseIsCancelledToo() {
		ConfigurableApplicationContext context = start(VIRTUAL, "chanuka.db.shutdown.drain-timeout=1s",
				"spring.task.execution.simple.cancel-remaining-tasks-on-close=true");
		assertCancelledByClosing(context, context.getBean("applicationTaskExecutor", Executor.class));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aLateStatementInAPoolOfVirtualThreadsIsCancelledToo() {
		ConfigurableApplicationContext context = start(VirtualPool.class, "chanuka.db.shutdown.drain-timeout=1s",
				"spring.lifecycle.timeout-per-shutdown-phase=500ms");
		assertCancelledByClosing(context, context.getBean("virtualPool", Executor.class));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aLateScheduledStatementOnAVirtualThreadIsCancelledToo() {
		ConfigurableApplicationContext context = start(Scheduling.class, VIRTUAL,
				"chanuka.db.shutdown.drain-timeout=1s", "spring.lifecycle.timeout-per-shutdown-phase=500ms");
		Scheduling scheduling = context.getBean(Scheduling.class);
		awaitActive();
		context.close();
		assertCancelled(scheduling.ended);
		assertThat(active()).isZero();
	}

	/**
	 * Spring calls its {@code close()}, which waits for a day. The task ends when it gets
	 * no connection any more, as it does when the pool is closed first.
	 */
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	@Timeout(60)
	void anExecutorThatAwaitsItsTasksWithoutEndIsHeldToTheDeadline() throws Exception {
		ConfigurableApplicationContext context = start(Endless.class, "chanuka.db.shutdown.drain-timeout=2s");
		JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
		CompletableFuture<Void> ended = new CompletableFuture<>();
		CountDownLatch begun = new CountDownLatch(1);
		context.getBean("endless", ExecutorService.class).execute(() -> {
			try {
				while (true) {
					jdbc.execute("select pg_sleep(0.01)");
					begun.countDown();
				}
			}
			catch (DataAccessException ex) {
				ended.completeExceptionally(ex);
			}
		});
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
		context.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> ended.get(20, TimeUnit.SECONDS));
	}

	/**
	 * An executor of a narrower scope is destroyed while the application goes on.
	 */
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	@Timeout(60)
	void whenAnExecutorIsDestroyedBeforeTheShutdownThenStatementsGoOnAndConnectionsAreAcquired() throws Exception {
		try (ConfigurableApplicationContext context = start(Scoped.class, VIRTUAL)) {
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
			CompletableFuture<Void> request = CompletableFuture
				.runAsync(() -> jdbc.execute("select pg_sleep(3) as nap"), new Endless().endless());
			awaitActive();
			ExecutorService scoped = context.getBean("scoped", ExecutorService.class);
			CompletableFuture<Void> task = CompletableFuture.runAsync(() -> jdbc.execute("select pg_sleep(2)"), scoped);
			context.getBeanFactory().destroyBean("scoped", scoped);
			task.get(20, TimeUnit.SECONDS);
			request.get(20, TimeUnit.SECONDS);
			CompletableFuture.runAsync(() -> jdbc.execute("select 1")).get(20, TimeUnit.SECONDS);
		}
	}

	private void assertCancelledByClosing(ConfigurableApplicationContext context, Executor executor) {
		JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
		CompletableFuture<Void> work = CompletableFuture.runAsync(() -> jdbc.execute("select pg_sleep(60) as nap"),
				executor);
		awaitActive();
		context.close();
		assertCancelled(work);
		assertThat(active()).isZero();
	}

	private static void assertCancelled(CompletableFuture<Void> work) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> work.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
	}

	private void awaitActive() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> active() == 1);
	}

	private int active() {
		return this.database
			.query("select pid from pg_stat_activity where datname = current_database() "
					+ "and state = 'active' and query like '%as nap%' and pid <> pg_backend_pid()")
			.size();
	}

	/**
	 * A task that would go on until it is interrupted.
	 */
	private Duration closeWithATaskThatGoesOn(String... properties) throws Exception {
		ConfigurableApplicationContext context = start(
				Stream.concat(Stream.of("chanuka.db.shutdown.drain-timeout=60s"), Stream.of(properties))
					.toArray(String[]::new));
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		context.getBean("applicationTaskExecutor", Executor.class).execute(() -> {
			begun.countDown();
			sleep(interrupted);
		});
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
		long start = System.nanoTime();
		context.close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static void sleep(CountDownLatch interrupted) {
		try {
			new CountDownLatch(1).await(2, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return start(TestApplication.class, properties);
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return TestApplication.start(configuration,
				Stream.concat(Stream.of("chanuka.db.url=" + this.database.migrationUrl()), Stream.of(properties))
					.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Building {

		private final boolean dataSourceExists;

		Building(SimpleAsyncTaskExecutorBuilder builder, ConfigurableListableBeanFactory beanFactory) {
			builder.build().close();
			this.dataSourceExists = beanFactory.containsSingleton("dataSource");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		SimpleAsyncTaskExecutorCustomizer customizer(DataSource dataSource) {
			return (executor) -> executor.setThreadNamePrefix(dataSource.getClass().getSimpleName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class VirtualPool {

		@Bean
		ThreadPoolTaskExecutor virtualPool() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setVirtualThreads(true);
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		private final JdbcTemplate jdbc;

		private final CompletableFuture<Void> ended = new CompletableFuture<>();

		Scheduling(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Scheduled(fixedDelay = 10_000)
		void run() {
			try {
				this.jdbc.execute("select pg_sleep(60) as nap");
			}
			catch (DataAccessException ex) {
				this.ended.completeExceptionally(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		ExecutorService scoped() throws Exception {
			return new Endless().endless();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Endless {

		/**
		 * By name: Java 17 does not have it.
		 */
		@Bean
		ExecutorService endless() throws Exception {
			Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
			return (ExecutorService) method.invoke(null);
		}

	}

}
