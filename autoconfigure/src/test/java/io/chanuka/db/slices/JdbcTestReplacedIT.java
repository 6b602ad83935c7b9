package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;

import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * {@code @JdbcTest}.
 */
@JdbcTest
@ContextConfiguration(classes = TestApplication.class)
class JdbcTestReplacedIT extends ReplacedSlice {

}
