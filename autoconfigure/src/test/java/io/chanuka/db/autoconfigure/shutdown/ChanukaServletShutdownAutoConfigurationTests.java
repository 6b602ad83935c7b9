package io.chanuka.db.autoconfigure.shutdown;

import java.time.Duration;

import io.chanuka.db.autoconfigure.ChanukaConnectionDetailsAutoConfiguration;
import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.drain.RequestCancel;
import io.chanuka.db.drain.StopSignal;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChanukaServletShutdownAutoConfiguration}.
 */
class ChanukaServletShutdownAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(LifecycleAutoConfiguration.class, ChanukaConnectionDetailsAutoConfiguration.class,
						DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class,
						ChanukaShutdownAutoConfiguration.class, ChanukaServletShutdownAutoConfiguration.class))
		.withPropertyValues("chanuka.db.url=postgresql://h/db", "spring.datasource.hikari.minimum-idle=0");

	/**
	 * It begins with the phase of the web server, and ends with the next one.
	 */
	@Test
	void whenTheWebServerWaitsThenStatementsOfRequestsAreCancelled() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(RequestCancel.class);
			assertThat(context.getBean("chanukaRequestCancelBegin", StopSignal.class).getPhase())
				.isEqualTo(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
			assertThat(context.getBean("chanukaRequestCancelEnd", StopSignal.class).getPhase())
				.isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
		});
	}

	@Test
	void whenTheWebServerDoesNotWaitThenNothingIsCancelled() {
		this.runner.withPropertyValues("server.shutdown=immediate")
			.run((context) -> assertThat(context).doesNotHaveBean(RequestCancel.class));
	}

	@Test
	void whenTheLifecycleProcessorIsTheApplicationsOwnThenNothingIsCancelled() {
		this.runner.withUserConfiguration(OwnLifecycleProcessor.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestCancel.class));
	}

	@Test
	void whenThereIsNoWebServerThenNothingIsCancelled() {
		this.runner.withClassLoader(new FilteredClassLoader(WebServerApplicationContext.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestCancel.class));
	}

	@Test
	void backsOff() {
		this.runner.withUserConfiguration(OwnRequestCancel.class)
			.run((context) -> assertThat(context).getBean(RequestCancel.class)
				.isSameAs(context.getBean("ownRequestCancel")));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLifecycleProcessor {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			return new DefaultLifecycleProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRequestCancel {

		@Bean
		RequestCancel ownRequestCancel() {
			return new RequestCancel(null, Duration.ofSeconds(1));
		}

	}

}
