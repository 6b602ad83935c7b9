package io.chanuka.db.safetoadd.application;

import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Applications that change Spring Boot's pool when it is created.
 */
public final class PostProcessors {

	private PostProcessors() {
	}

	private static BeanPostProcessor before(Consumer<HikariDataSource> change) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				if (bean instanceof HikariDataSource pool) {
					change.accept(pool);
				}
				return bean;
			}

		};
	}

	/**
	 * Returns what neither properties nor the URL have.
	 */
	public static final class Provider implements HikariCredentialsProvider {

		@Override
		public Credentials getCredentials() {
			return Credentials.of("app", "secret");
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class SetsProvider {

		@Bean
		static BeanPostProcessor setsProvider() {
			return before((pool) -> pool.setCredentialsProvider(new Provider()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class DecryptsPassword {

		@Bean
		static BeanPostProcessor decryptsPassword() {
			return before((pool) -> pool.setPassword(pool.getPassword().replace("encrypted", "secret")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class SetsUserLast {

		@Bean
		static BeanPostProcessor setsUserLast() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (bean instanceof HikariDataSource pool) {
						pool.setUsername("app");
						pool.setPassword("secret");
					}
					return bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class SetsUrl {

		@Bean
		static BeanPostProcessor setsUrl() {
			return before((pool) -> pool.setJdbcUrl(pool.getJdbcUrl().replace("/shop", "/archive")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class AppendsParameter {

		@Bean
		static BeanPostProcessor appendsParameter() {
			return before((pool) -> pool.setJdbcUrl(pool.getJdbcUrl() + "?currentSchema=sales"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class SetsSchemaLate {

		@Bean
		Object setsSchemaLate(HikariDataSource pool) {
			pool.addDataSourceProperty("currentSchema", "sales");
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class SetsSchema {

		@Bean
		static BeanPostProcessor setsSchema() {
			return before((pool) -> pool.addDataSourceProperty("currentSchema", "sales"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class Wraps {

		@Bean
		static BeanPostProcessor wraps() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof HikariDataSource pool) ? new DelegatingDataSource((DataSource) pool) : bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	public static class Replaces {

		@Bean
		static BeanPostProcessor replaces() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof HikariDataSource)
							? new DriverManagerDataSource("jdbc:postgresql://own.example.com/shop", "app", "secret")
							: bean;
				}

			};
		}

	}

}
