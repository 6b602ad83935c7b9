package io.chanuka.db.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs once why the application's DataSource is not ours.
 */
final class BackOffNotice implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(BackOffNotice.class);

	private final String reason;

	private final List<String> ignored;

	BackOffNotice(String reason, List<String> ignored) {
		this.reason = reason;
		this.ignored = ignored;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.info("Chanuka DB backs off: " + this.reason
				+ ". Connections, migrations, health, metrics and shutdown are Spring Boot's or the application's own");
		if (!this.ignored.isEmpty()) {
			logger.warn("Ignored: " + String.join("; ", this.ignored) + ".");
		}
	}

}
