package io.chanuka.db.drain;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.TriggerBuilder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.scheduling.quartz.SpringBeanJobFactory;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context closes while a job of Quartz works in the database. The scheduler is set up
 * as Spring Boot does.
 */
class QuartzIT {

	private static final String WAIT = "quartz.wait-for-jobs-to-complete-on-shutdown=";

	private final TestDatabase database = PostgresServer.newDatabase();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theTransactionOfAJobIsCommitted(boolean wait) throws Exception {
		close(WAIT + wait);
		assertThat(this.database.query("select name from item")).contains("first");
	}

	@Test
	void whenTheSchedulerAwaitsItsJobsThenAJobGetsConnectionsUntilItEnds() throws Exception {
		close(WAIT + true);
		assertThat(this.database.query("select name from item")).containsExactlyInAnyOrder("first", "second");
	}

	private void close(String... properties) throws Exception {
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 1, properties.length);
		all[0] = "chanuka.db.url=" + this.database.migrationUrl();
		ConfigurableApplicationContext context = TestApplication.start(Jobs.class, all);
		Jobs jobs = context.getBean(Jobs.class);
		assertThat(jobs.begun.await(20, TimeUnit.SECONDS)).isTrue();
		long start = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
	}

	@Configuration(proxyBeanMethods = false)
	static class Jobs {

		private final CountDownLatch begun = new CountDownLatch(1);

		@Bean
		SchedulerFactoryBean quartzScheduler(ApplicationContext context,
				@Value("${quartz.wait-for-jobs-to-complete-on-shutdown}") boolean wait) {
			SpringBeanJobFactory jobFactory = new SpringBeanJobFactory();
			jobFactory.setApplicationContext(context);
			SchedulerFactoryBean scheduler = new SchedulerFactoryBean();
			scheduler.setJobFactory(jobFactory);
			scheduler.setWaitForJobsToCompleteOnShutdown(wait);
			scheduler.setJobDetails(JobBuilder.newJob(Insert.class).withIdentity("insert").storeDurably().build());
			scheduler.setTriggers(TriggerBuilder.newTrigger().forJob("insert").startNow().build());
			return scheduler;
		}

	}

	/**
	 * A transaction of a second, a pause without a connection, and another one.
	 */
	static class Insert implements Job {

		private final Jobs jobs;

		private final JdbcTemplate jdbc;

		private final TransactionTemplate transactions;

		Insert(Jobs jobs, JdbcTemplate jdbc, TransactionTemplate transactions) {
			this.jobs = jobs;
			this.jdbc = jdbc;
			this.transactions = transactions;
		}

		@Override
		public void execute(JobExecutionContext context) {
			insert("first");
			pause();
			insert("second");
		}

		private void insert(String name) {
			this.transactions.executeWithoutResult((status) -> {
				this.jdbc.update("insert into item (name) values (?)", name);
				this.jobs.begun.countDown();
				this.jdbc.queryForList("select pg_sleep(1)");
			});
		}

		private void pause() {
			try {
				new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
