package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.ContextConfiguration;

/**
 * {@code @DataJpaTest}.
 */
@Testcontainers(disabledWithoutDocker = true)
@DataJpaTest(properties = {
		"spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
		"spring.jpa.hibernate.ddl-auto=none" })
@ContextConfiguration(classes = TestApplication.class)
class DataJpaTestWithContainerIT extends ContainerSlice {

	@Container
	@ServiceConnection
	private static final PostgreSQLContainer CONTAINER = new PostgreSQLContainer("postgres:18-alpine");

	@Override
	PostgreSQLContainer container() {
		return CONTAINER;
	}

}
