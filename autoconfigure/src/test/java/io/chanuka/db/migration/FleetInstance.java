package io.chanuka.db.migration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Instance of an application that uses its schema as soon as it is ready, and ends. It
 * refers to no other class of the tests, as it runs on a class path without them.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class FleetInstance {

	public static void main(String[] args) {
		SpringApplication.run(FleetInstance.class, args);
	}

	@Bean
	ApplicationListener<AvailabilityChangeEvent<ReadinessState>> ready(JdbcTemplate jdbc) {
		return (event) -> System.out.println(event.getState() + " with "
				+ jdbc.queryForObject("select count(*) from items", Integer.class) + " items");
	}

}
