package io.chanuka.db.autoconfigure.shutdown;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.chanuka.db.settings.SettingsReport;
import io.chanuka.db.settings.ShutdownSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;

/**
 * Compares what a shutdown may take with what the platform gives, if that is known. The
 * waits of Spring and of the drain add up.
 */
class GracePeriodCheck implements SmartInitializingSingleton {

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	/**
	 * What the drain has at least, and what cancelling and closing take.
	 */
	private static final Duration RESERVE = Duration.ofSeconds(5);

	private static final Duration CLOSING = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(GracePeriodCheck.class);

	private final ShutdownSettings shutdown;

	private final Environment environment;

	GracePeriodCheck(ShutdownSettings shutdown, Environment environment) {
		this.shutdown = shutdown;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Duration given = this.shutdown.gracePeriod().value();
		Map<String, Duration> parts = parts();
		Duration sum = parts.values().stream().reduce(Duration.ZERO, Duration::plus);
		if (!given.isZero() && given.compareTo(sum) < 0) {
			logger.warn(LogMessage.format(
					"The platform gives %s to stop, and stopping may take %s (%s): what still runs then is killed. "
							+ "Lower %s or lengthen the grace period",
					SettingsReport.show(given), SettingsReport.show(sum), describe(parts), PHASE_TIMEOUT));
		}
	}

	private Map<String, Duration> parts() {
		Duration phase = this.environment.getProperty(PHASE_TIMEOUT, Duration.class, Duration.ofSeconds(30));
		Duration timeout = this.shutdown.drainTimeout().value();
		Duration reserve = (timeout.compareTo(RESERVE) < 0) ? timeout : RESERVE;
		Duration left = timeout.minus(this.shutdown.readinessDelay().value()).minus(phase).minus(phase);
		Map<String, Duration> parts = new LinkedHashMap<>();
		parts.put("readiness delay", this.shutdown.readinessDelay().value());
		parts.put("web requests", phase);
		parts.put("tasks", phase);
		parts.put("drain", (left.compareTo(reserve) > 0) ? left : reserve);
		parts.put("cancelling", CLOSING);
		return parts;
	}

	private static String describe(Map<String, Duration> parts) {
		return parts.entrySet()
			.stream()
			.map((part) -> part.getKey() + " " + SettingsReport.show(part.getValue()))
			.collect(Collectors.joining(", "));
	}

}
