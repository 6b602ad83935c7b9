package io.chanuka.db.sample;

import java.time.OffsetDateTime;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets one watch what a slow query does, while the application is stopped for one.
 */
@RestController
class SlowQueryController {

	private final JdbcClient jdbc;

	SlowQueryController(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@GetMapping("/slow")
	OffsetDateTime slow(@RequestParam(defaultValue = "2") @DecimalMin("0") @DecimalMax("30") double seconds) {
		this.jdbc.sql("select pg_sleep(:seconds)::text").param("seconds", seconds).query(String.class).single();
		return this.jdbc.sql("select now()").query(OffsetDateTime.class).single();
	}

}
