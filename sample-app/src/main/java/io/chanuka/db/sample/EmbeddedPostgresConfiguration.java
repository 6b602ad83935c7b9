package io.chanuka.db.sample;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a PostgreSQL of its own where no URL is set, so that the sample runs anywhere.
 * The connection details make the starter work with it; nothing else knows.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnNoDatabaseUrlCondition.class)
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
	JdbcConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres postgres) {
		return new EmbeddedPostgresConnectionDetails(postgres);
	}

	/**
	 * {@link JdbcConnectionDetails} of the embedded server.
	 */
	static final class EmbeddedPostgresConnectionDetails implements JdbcConnectionDetails {

		private final EmbeddedPostgres postgres;

		EmbeddedPostgresConnectionDetails(EmbeddedPostgres postgres) {
			this.postgres = postgres;
		}

		@Override
		public String getJdbcUrl() {
			return "jdbc:postgresql://localhost:" + this.postgres.getPort() + "/postgres";
		}

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public String getPassword() {
			return "postgres";
		}

	}

}
