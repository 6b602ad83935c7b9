package io.chanuka.db.autoconfigure.startup;

import io.chanuka.db.startup.EndpointRole;
import io.chanuka.db.startup.GatedEndpoint;
import io.chanuka.db.startup.StartupGate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.log.LogMessage;

/**
 * Keeps readiness off while an application that has started without a connection waits
 * for the first one.
 */
class StartupReadiness implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

	private static final Log logger = LogFactory.getLog(StartupReadiness.class);

	private final ConfigurableApplicationContext context;

	private final ApplicationAvailability availability;

	private boolean decided;

	StartupReadiness(ConfigurableApplicationContext context, ApplicationAvailability availability) {
		this.context = context;
		this.availability = availability;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
		if (this.decided || event.getSource() != this.context || event.getState() != ReadinessState.ACCEPTING_TRAFFIC) {
			return;
		}
		this.decided = true;
		StartupGate gate = RecordedGate.own(this.context.getBeanFactory());
		GatedEndpoint runtime = (gate != null) ? gate.endpoint(EndpointRole.RUNTIME) : null;
		if (runtime != null && runtime.failure() != null) {
			logger.info(LogMessage.format("Readiness is off until the database is available"));
			AvailabilityChangeEvent<ReadinessState> refusing = new AvailabilityChangeEvent<>(this.context,
					ReadinessState.REFUSING_TRAFFIC);
			this.context.publishEvent(refusing);
			runtime.whenConnected(() -> accept(refusing));
		}
	}

	/**
	 * Not if the application has changed its readiness itself, or stops.
	 */
	private void accept(AvailabilityChangeEvent<ReadinessState> refusing) {
		@Nullable AvailabilityChangeEvent<ReadinessState> last = this.availability.getLastChangeEvent(ReadinessState.class);
		if (last == refusing && this.context.isActive()) {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

}
