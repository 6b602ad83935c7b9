package io.chanuka.db.slices;

import io.chanuka.db.testsupport.TestApplication;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * {@code @SpringBootTest}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(classes = TestApplication.class)
class SpringBootTestConfiguredIT extends ConfiguredSlice {

}
