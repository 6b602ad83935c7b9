package io.chanuka.db.autoconfigure.retry;

import java.sql.SQLException;

import io.chanuka.db.autoconfigure.ChanukaConnectionDetailsAutoConfiguration;
import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.metrics.ChanukaMetricsAutoConfiguration;
import io.chanuka.db.retry.DatabaseRetry;
import io.chanuka.db.retry.DatabaseRetryException;
import io.chanuka.db.testsupport.OwnDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChanukaRetryAutoConfiguration}. Nothing connects.
 */
class ChanukaRetryAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
				DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class,
				ChanukaRetryAutoConfiguration.class, ChanukaMetricsAutoConfiguration.class))
		.withPropertyValues("chanuka.db.url=postgresql://app:secret@localhost/shop",
				"spring.datasource.connection-fetch=lazy");

	@Test
	void whenTheApplicationHasATemplateThenInjectionByTypeFindsOnlyThat() {
		this.runner.withUserConfiguration(Injection.class).run((context) -> {
			assertThat(context.getBean(Injected.class).template()).isNull();
			assertThat(context).hasBean("databaseRetryTemplate").hasSingleBean(DatabaseRetry.class);
		});
		this.runner.withUserConfiguration(OwnTemplate.class, Injection.class)
			.run((context) -> assertThat(context.getBean(Injected.class).template()).isSameAs(context.getBean("mine")));
	}

	@Test
	void whenTheApplicationHasAListenerThenInjectionByTypeFindsOnlyThat() {
		RetryListener own = new RetryListener() {

		};
		this.runner.withBean("own", RetryListener.class, () -> own)
			.withUserConfiguration(ListenerInjection.class)
			.run((context) -> assertThat(context.getBean("listening", RetryTemplate.class).getRetryListener())
				.isSameAs(own));
	}

	@Test
	void whenPropertiesAreSetThenTheyHold() {
		this.runner.withPropertyValues("chanuka.db.retry.max-attempts=2", "chanuka.db.retry.initial-delay=0s")
			.run((context) -> assertThatExceptionOfType(DatabaseRetryException.class)
				.isThrownBy(() -> context.getBean(DatabaseRetry.class).run("Load orders", () -> {
					throw new TransientDataAccessResourceException("lost",
							new SQLException("connection lost", "08006"));
				}))
				.withMessageStartingWith("Load orders failed after 2 attempts: "));
	}

	@Test
	void whenTheApplicationHasItsOwnHelperOrTemplateThenOursBacksOff() {
		this.runner.withUserConfiguration(OwnRetry.class)
			.run((context) -> assertThat(context.getBean(DatabaseRetry.class)).isSameAs(context.getBean("own")));
		this.runner.withBean("databaseRetryTemplate", RetryTemplate.class, RetryTemplate::new)
			.run((context) -> assertThat(context).hasSingleBean(DatabaseRetry.class)
				.hasSingleBean(RetryTemplate.class));
	}

	@Test
	void whenTheDataSourceIsAnotherOneThenThereIsNoHelper() {
		this.runner.withUserConfiguration(OwnDataSource.class)
			.run((context) -> assertThat(context).doesNotHaveBean(DatabaseRetry.class)
				.doesNotHaveBean("databaseRetryTemplate"));
	}

	@Test
	void whenThereIsARegistryThenAttemptsAreCounted() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("chanuka.db.retry.initial-delay=0s")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				context.getBean("chanukaRetryMetrics", MeterBinder.class).bindTo(registry);
				context.getBean(DatabaseRetry.class).run("Load orders", () -> {
				});
				assertThat(
						registry.get("chanuka.db.retry.attempts").tag("outcome", "success").functionCounter().count())
					.isEqualTo(1);
				assertThat(registry.get("chanuka.db.retry.exhausted").functionCounter().count()).isZero();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTemplate {

		@Bean
		RetryTemplate mine() {
			return new RetryTemplate();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Injection {

		@Bean
		Injected injected(ObjectProvider<RetryTemplate> template) {
			return new Injected(template.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerInjection {

		@Bean
		RetryTemplate listening(RetryListener listener) {
			RetryTemplate template = new RetryTemplate();
			template.setRetryListener(listener);
			return template;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRetry {

		@Bean
		DatabaseRetry own() {
			return new DatabaseRetry(new RetryTemplate());
		}

	}

	/**
	 * What an application gets that injects a template by its type.
	 *
	 * @param template the template, or {@code null} if there is none
	 */
	record Injected(@Nullable RetryTemplate template) {

	}

}
