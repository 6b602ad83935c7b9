package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.ContextConfiguration;

/**
 * {@code @SpringBootTest}.
 */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(classes = TestApplication.class)
class SpringBootTestWithContainerIT extends ContainerSlice {

	@Container
	@ServiceConnection
	private static final PostgreSQLContainer CONTAINER = new PostgreSQLContainer("postgres:18-alpine");

	@Override
	PostgreSQLContainer container() {
		return CONTAINER;
	}

}
