package io.chanuka.db.sample.demo;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Starts a PostgreSQL of its own in development where no URL is set, so that the sample
 * runs anywhere. The connection details make the starter work with it.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnOwnPostgresCondition.class)
@Import({ Restart.class, StatementLines.class })
class EmbeddedPostgresConfiguration {

	private static final Log logger = LogFactory.getLog(EmbeddedPostgresConfiguration.class);

	/**
	 * Stopped by the context, after the pool; a shutdown hook would stop it while
	 * requests still run.
	 */
	@Bean
	EmbeddedPostgres embeddedPostgres() throws IOException {
		EmbeddedPostgres postgres = EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
		logger.info("No database URL is set: started an embedded PostgreSQL on port " + postgres.getPort()
				+ "; its data is deleted when the application stops. Set DATABASE_URL to use your own.");
		return postgres;
	}

	@Bean
	TcpProxy databaseProxy(EmbeddedPostgres postgres) {
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
