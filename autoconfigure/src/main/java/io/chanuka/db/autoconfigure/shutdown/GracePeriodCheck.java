package io.chanuka.db.autoconfigure.shutdown;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.settings.ShutdownSettings;
import io.chanuka.db.settings.report.SettingsReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.log.LogMessage;

/**
 * Compares what a shutdown may take with what the platform gives, if that is known. The
 * waits of Spring and of the drain add up.
 */
class GracePeriodCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(GracePeriodCheck.class);

	private final ShutdownSettings shutdown;

	private final Duration phaseTimeout;

	private final WebServerStop webServer;

	GracePeriodCheck(ShutdownSettings shutdown, Duration phaseTimeout, WebServerStop webServer) {
		this.shutdown = shutdown;
		this.phaseTimeout = phaseTimeout;
		this.webServer = webServer;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Duration given = this.shutdown.gracePeriod().value();
		Map<String, Duration> parts = parts();
		Duration sum = sum(parts);
		if (!given.isZero() && given.compareTo(sum) < 0) {
			logger.warn(LogMessage.format(
					"The platform gives %s to stop, and stopping may take %s (%s): what still runs then is killed. "
							+ "Lower %s or lengthen the grace period",
					SettingsReport.show(given), SettingsReport.show(sum), describe(parts),
					ShutdownProperties.PHASE_TIMEOUT));
		}
	}

	/**
	 * The drain has what is left of its timeout after the other parts.
	 */
	private Map<String, Duration> parts() {
		Map<String, Duration> parts = new LinkedHashMap<>();
		parts.put("readiness delay", this.shutdown.readinessDelay().value());
		parts.put("web requests", this.webServer.requests());
		parts.put("Tomcat's threads", this.webServer.threads());
		parts.put("tasks", this.phaseTimeout);
		parts.put("drain", ShutdownDeadline.remainingForDrain(this.shutdown.drainTimeout().value(), sum(parts)));
		parts.put("cancelling", ShutdownDeadline.CANCELLING);
		parts.values().removeIf(Duration::isZero);
		return parts;
	}

	private static Duration sum(Map<String, Duration> parts) {
		return parts.values().stream().reduce(Duration.ZERO, Duration::plus);
	}

	private static String describe(Map<String, Duration> parts) {
		return parts.entrySet()
			.stream()
			.map((part) -> part.getKey() + " " + SettingsReport.show(part.getValue()))
			.collect(Collectors.joining(", "));
	}

}
