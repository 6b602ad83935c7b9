package io.chanuka.db.autoconfigure.shutdown;

import java.time.Duration;

import io.chanuka.db.autoconfigure.environment.PlatformDetector;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Platform;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;

/**
 * Warns where Kubernetes still routes requests to a pod whose web server no longer
 * accepts them. A delay that is configured is deliberate, zero too.
 */
class ReadinessDelayCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ReadinessDelayCheck.class);

	private final Setting<Duration> delay;

	private final Environment environment;

	ReadinessDelayCheck(Setting<Duration> delay, Environment environment) {
		this.delay = delay;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.delay.origin().kind() == Origin.Kind.DEFAULT && isKubernetes()) {
			logger.warn(LogMessage.format(
					"Kubernetes detected and %s is 0: at a shutdown, requests that are routed to this pod before its "
							+ "endpoint is removed are refused; set it to 10s, or to 0s if a preStop hook waits",
					this.delay.name()));
		}
	}

	private boolean isKubernetes() {
		Platform platform = PlatformDetector.detect(this.environment);
		return platform != null && platform.name().equalsIgnoreCase(CloudPlatform.KUBERNETES.name());
	}

}
