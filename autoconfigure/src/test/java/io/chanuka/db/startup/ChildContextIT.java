package io.chanuka.db.startup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.startup.RecordedGate;
import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A parent has started without its database, and has a child that is auto-configured too.
 */
@Timeout(120)
class ChildContextIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final TestDatabase database = PostgresServer.newDatabase();

	private BlackHole proxy;

	private ConfigurableApplicationContext parent;

	private GatedEndpoint endpoint;

	@BeforeEach
	void startParent() throws IOException {
		this.proxy = new BlackHole(this.database.port());
		this.proxy.refuse(true);
		this.parent = TestApplication.start(properties());
		this.endpoint = RecordedGate.find(this.parent.getBeanFactory()).endpoint(EndpointRole.RUNTIME);
		assertThat(this.endpoint.failure()).isNotNull();
	}

	@AfterEach
	void closeParent() throws IOException {
		this.parent.close();
		this.proxy.close();
	}

	@Test
	void whenTheChildIsClosedThenTheParentConnects() throws Exception {
		start(TestApplication.class).close();
		assertParentConnects();
	}

	@Test
	void whenTheStartOfTheChildFailsThenTheParentConnects() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> start(FailingRunner.class)).withMessage("The runner fails");
		assertParentConnects();
	}

	private void assertParentConnects() throws IOException, SQLException {
		this.proxy.refuse(false);
		Awaitility.await().atMost(LIMIT).until(this.endpoint::isPassed);
		try (Connection connection = this.parent.getBean(DataSource.class).getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
	}

	private ConfigurableApplicationContext start(Class<?> child) {
		return new SpringApplicationBuilder(child).parent(this.parent)
			.web(WebApplicationType.NONE)
			.properties(properties())
			.run();
	}

	private String[] properties() {
		return new String[] {
				"chanuka.db.url=" + this.database.runtimeUrl()
					.replace(":" + this.database.port() + "/", ":" + this.proxy.port() + "/"),
				"spring.flyway.enabled=false", "chanuka.db.pool.min-idle=1" };
	}

	@Configuration(proxyBeanMethods = false)
	static class FailingRunner extends TestApplication {

		@Bean
		CommandLineRunner runner() {
			return (arguments) -> {
				throw new IllegalStateException("The runner fails");
			};
		}

	}

}
