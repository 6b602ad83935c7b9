package io.chanuka.db.safetoadd.application;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.flywaydb.core.Flyway;
import org.reactivestreams.Publisher;

import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Beans that applications define themselves.
 */
public final class Beans {

	private Beans() {
	}

	private static HikariDataSource pool(String host) {
		return DataSourceBuilder.create()
			.type(HikariDataSource.class)
			.url("jdbc:postgresql://" + host + "/shop")
			.username("app")
			.password("secret")
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	public static class OwnDataSource {

		@Bean
		HikariDataSource dataSource() {
			return pool("own.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class TwoDataSources {

		@Bean
		@Primary
		DataSource orders() {
			return pool("orders.example.com");
		}

		@Bean
		DataSource reports() {
			return pool("reports.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class OwnConnectionDetails {

		@Bean
		JdbcConnectionDetails connectionDetails() {
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
					return "jdbc:postgresql://vault.example.com/shop";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class Reactive {

		@Bean
		ConnectionFactory connectionFactory() {
			return new ConnectionFactory() {

				@Override
				public Publisher<? extends Connection> create() {
					throw new UnsupportedOperationException();
				}

				@Override
				public ConnectionFactoryMetadata getMetadata() {
					return () -> "PostgreSQL";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy strategy() {
			return Flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class WrappedMigrationDetails {

		@Bean
		FlywayConnectionDetails migrationDetails() {
			return new FlywayConnectionDetails() {

				@Override
				public String getUsername() {
					return "owner";
				}

				@Override
				public String getPassword() {
					return "other";
				}

				@Override
				public String getJdbcUrl() {
					return "jdbc:wrapped:postgresql://direct.example.com/shop";
				}

				@Override
				public String getDriverClassName() {
					return WrappingDriver.class.getName();
				}

			};
		}

	}

}
