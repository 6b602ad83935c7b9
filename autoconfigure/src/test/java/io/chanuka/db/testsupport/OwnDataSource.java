package io.chanuka.db.testsupport;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * An application's own DataSource, which makes Spring Boot's back off. It opens no
 * connection.
 */
@Configuration(proxyBeanMethods = false)
public class OwnDataSource {

	@Bean
	DataSource mine() {
		return new SimpleDriverDataSource();
	}

}
