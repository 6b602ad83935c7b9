package io.chanuka.db.autoconfigure.startup;

import io.chanuka.db.startup.StartupGate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports a start that was ended by a shutdown of the JVM in one line: what was thrown
 * then is no failure.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ShutdownExceptionReporter implements SpringBootExceptionReporter {

	private static final Log logger = LogFactory.getLog(ShutdownExceptionReporter.class);

	private final @Nullable ConfigurableApplicationContext context;

	ShutdownExceptionReporter(@Nullable ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public boolean reportException(Throwable failure) {
		StartupGate gate = (this.context != null) ? RecordedGate.find(this.context.getBeanFactory()) : null;
		if (gate == null || !gate.isStopping()) {
			return false;
		}
		logger.info("The start was ended by a shutdown");
		logger.debug("What was thrown when the start was ended", failure);
		return true;
	}

}
