package io.chanuka.db.safetoadd.application;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;

/**
 * The application of a test class, started by Spring's test framework. Apart, because
 * most class paths are without it.
 */
final class RunningTest {

	private RunningTest() {
	}

	static RunningApplication start(Class<?> testClass) {
		TestContext test = new TestContextManager(testClass).getTestContext();
		try {
			ConfigurableApplicationContext context = (ConfigurableApplicationContext) test.getApplicationContext();
			return new RunningApplication(context, () -> test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE));
		}
		catch (RuntimeException ex) {
			test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
			throw ex;
		}
	}

}
