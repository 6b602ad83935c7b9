package io.chanuka.db.benchmarks.start.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A web application with a database, migrations and Actuator, and with JPA if it is on
 * the class path.
 */
@SpringBootApplication
public class StartApplication {

	/**
	 * Starts it.
	 * @param args its properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(StartApplication.class, args);
	}

}
