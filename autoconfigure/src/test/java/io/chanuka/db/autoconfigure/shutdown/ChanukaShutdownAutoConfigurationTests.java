package io.chanuka.db.autoconfigure.shutdown;

import io.chanuka.db.autoconfigure.ChanukaConnectionDetailsAutoConfiguration;
import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.lifecycle.ShutdownDeadline;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChanukaShutdownAutoConfiguration}. Nothing connects.
 */
class ChanukaShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
				DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class,
				ChanukaShutdownAutoConfiguration.class))
		.withPropertyValues("spring.datasource.connection-fetch=lazy", "spring.datasource.hikari.minimum-idle=0");

	@Test
	void whenTheContextClosesThenTheDeadlineBegins() {
		this.runner.withPropertyValues("chanuka.db.url=postgresql://localhost/shop").run((context) -> {
			ShutdownDeadline deadline = context.getBean(ShutdownDeadline.class);
			assertThat(deadline.hasBegun()).isFalse();
			context.close();
			assertThat(deadline.hasBegun()).isTrue();
		});
	}

	/**
	 * Spring creates some listeners for any event, to ask them whether they support it.
	 */
	@Test
	void whenAnEventIsPublishedWhileTheDataSourceIsCreatedThenTheApplicationStarts() {
		this.runner.withUserConfiguration(PublishingDetails.class).run((context) -> {
			assertThat(context).hasNotFailed();
			ShutdownDeadline deadline = context.getBean(ShutdownDeadline.class);
			context.close();
			assertThat(deadline.hasBegun()).isTrue();
		});
	}

	/**
	 * As those of a container publish that it is used.
	 */
	@Configuration(proxyBeanMethods = false)
	static class PublishingDetails {

		@Bean
		JdbcConnectionDetails publishingDetails(ApplicationEventPublisher publisher) {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "app";
				}

				@Override
				public String getPassword() {
					return "secret";
				}

				@Override
				public String getJdbcUrl() {
					publisher.publishEvent("used");
					return "jdbc:postgresql://localhost/shop";
				}

			};
		}

	}

}
