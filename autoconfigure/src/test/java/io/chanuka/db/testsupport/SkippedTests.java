package io.chanuka.db.testsupport;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Logs in the build why a test did not run; the build's own summary only counts.
 */
public final class SkippedTests implements TestExecutionListener {

	@Override
	public void executionSkipped(TestIdentifier test, String reason) {
		report(test, reason);
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
			report(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
		}
	}

	private static void report(TestIdentifier test, String reason) {
		System.out.println("Skipped: " + test.getUniqueId() + ": " + reason);
	}

}
