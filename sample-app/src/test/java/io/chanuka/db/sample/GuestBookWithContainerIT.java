package io.chanuka.db.sample;

import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guest book on a PostgreSQL in a container, as the image of production.
 */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest
@ActiveProfiles("test")
class GuestBookWithContainerIT {

	@Container
	@ServiceConnection
	private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:18-alpine");

	@Autowired
	private GuestBook guestBook;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void storesAnEntryInTheContainer() {
		Entry added = this.guestBook.add(new NewEntry("Ada", "Hello"));
		assertThat(this.guestBook.page(0, 20).entries()).containsExactly(added);
		assertThat(this.jdbc.sql("select inet_server_port()").query(Integer.class).single()).isEqualTo(5432);
	}

}
