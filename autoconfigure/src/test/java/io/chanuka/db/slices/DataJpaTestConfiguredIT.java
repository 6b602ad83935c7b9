package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;

import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * {@code @DataJpaTest}.
 */
@DataJpaTest(properties = {
		"spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
		"spring.jpa.hibernate.ddl-auto=none", "spring.test.database.replace=NONE" })
@ContextConfiguration(classes = TestApplication.class)
class DataJpaTestConfiguredIT extends ConfiguredSlice {

}
