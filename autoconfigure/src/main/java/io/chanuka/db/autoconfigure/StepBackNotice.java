package io.chanuka.db.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says once why the application's DataSource is not ours.
 */
final class StepBackNotice implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StepBackNotice.class);

	private final String reason;

	StepBackNotice(String reason) {
		this.reason = reason;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.info("Chanuka DB steps back: " + this.reason
				+ ". Runtime pool, migration DataSource, health, metrics and drain are Spring Boot's or your own. "
				+ "chanuka.db.enabled=false silences this line");
	}

}
