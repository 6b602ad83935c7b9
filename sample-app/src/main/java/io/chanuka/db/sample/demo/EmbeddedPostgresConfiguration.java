package io.chanuka.db.sample.demo;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a PostgreSQL in development where no URL is set: the sample runs anywhere.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "sample.postgres", havingValue = "embedded")
class EmbeddedPostgresConfiguration {

	/**
	 * Stopped by the context, after the pool, and not by a hook while requests run.
	 */
	@Bean
	EmbeddedPostgres embeddedPostgres() throws IOException {
		EmbeddedPostgres postgres = EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
		LogFactory.getLog(EmbeddedPostgresConfiguration.class)
			.info("No database URL is set: started an embedded PostgreSQL on port " + postgres.getPort()
					+ "; its data is deleted when the application stops. Set DATABASE_URL to use your own.");
		return postgres;
	}

	@Bean
	TcpProxy databaseProxy(EmbeddedPostgres postgres) throws IOException {
		return new TcpProxy(postgres.getPort());
	}

	@Bean
	JdbcConnectionDetails embeddedPostgresConnectionDetails(TcpProxy proxy) {
		return new EmbeddedPostgresConnectionDetails("jdbc:postgresql://localhost:" + proxy.port() + "/postgres",
				"postgres", "postgres");
	}

	/**
	 * {@link JdbcConnectionDetails} of the embedded server.
	 */
	record EmbeddedPostgresConnectionDetails(String getJdbcUrl, String getUsername,
			String getPassword) implements JdbcConnectionDetails {

	}

}
