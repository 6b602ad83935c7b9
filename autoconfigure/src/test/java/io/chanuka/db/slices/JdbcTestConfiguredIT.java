package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;

import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * {@code @JdbcTest}.
 */
@JdbcTest(properties = { "spring.test.database.replace=NONE" })
@ContextConfiguration(classes = TestApplication.class)
class JdbcTestConfiguredIT extends ConfiguredSlice {

}
