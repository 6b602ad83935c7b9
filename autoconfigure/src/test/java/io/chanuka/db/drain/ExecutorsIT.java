package io.chanuka.db.drain;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks of Spring's executors when a context closes.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExecutorsIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void tasksInTheQueueOfAThreadPoolAreRun() throws Exception {
		assertThat(tasksRunBeforeThePoolCloses("spring.task.execution.pool.core-size=1")).isEqualTo(4);
	}

	@Test
	void tasksOfAThreadPoolThatAwaitsThemWithoutAPeriodAreRun() throws Exception {
		assertThat(tasksRunBeforeThePoolCloses("spring.task.execution.pool.core-size=1",
				"spring.task.execution.shutdown.await-termination=true"))
			.isEqualTo(4);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void tasksOnVirtualThreadsAreRun() throws Exception {
		assertThat(tasksRunBeforeThePoolCloses("spring.threads.virtual.enabled=true")).isEqualTo(4);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void tasksOnVirtualThreadsThatAreAwaitedWithoutAPeriodAreRun() throws Exception {
		assertThat(tasksRunBeforeThePoolCloses("spring.threads.virtual.enabled=true",
				"spring.task.execution.shutdown.await-termination=true"))
			.isEqualTo(4);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void anExecutorWhoseTasksCannotBeAwaitedIsWarnedAbout(CapturedOutput output) {
		TestApplication.start(Unattended.class, "chanuka.db.url=" + this.database.migrationUrl()).close();
		assertThat(output).containsOnlyOnce("The tasks of the executor 'unattended' are not awaited");
	}

	/**
	 * Each task works without a connection before it acquires one, so that it completes
	 * only if tasks are awaited.
	 */
	private int tasksRunBeforeThePoolCloses(String... properties) throws Exception {
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 1, properties.length);
		all[0] = "chanuka.db.url=" + this.database.migrationUrl();
		ConfigurableApplicationContext context = TestApplication.start(all);
		JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
		TaskExecutor executor = context.getBean("applicationTaskExecutor", TaskExecutor.class);
		CountDownLatch begun = new CountDownLatch(1);
		AtomicInteger done = new AtomicInteger();
		for (int i = 0; i < 4; i++) {
			executor.execute(() -> {
				begun.countDown();
				CompletableFuture.runAsync(() -> {
				}, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)).join();
				jdbc.queryForList("select 1");
				done.incrementAndGet();
			});
		}
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
		context.close();
		return done.get();
	}

	@Configuration(proxyBeanMethods = false)
	static class Unattended {

		@Bean
		VirtualThreadTaskExecutor unattended() {
			return new VirtualThreadTaskExecutor("unattended-");
		}

	}

}
