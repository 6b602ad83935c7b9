package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;

import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * {@code @SpringBootTest} with {@code @AutoConfigureTestDatabase}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@AutoConfigureTestDatabase
@ContextConfiguration(classes = TestApplication.class)
class SpringBootTestWithTestDatabaseReplacedIT extends ReplacedSlice {

}
