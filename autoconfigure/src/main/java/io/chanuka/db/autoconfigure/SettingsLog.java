package io.chanuka.db.autoconfigure;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.report.SettingsReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs the settings once, when the application starts.
 */
final class SettingsLog {

	private static final Log logger = LogFactory.getLog(DatabaseSettings.class);

	private SettingsLog() {
	}

	static void report(DatabaseSettings settings) {
		logger.info(new SettingsReport(settings).text());
		settings.warnings().forEach(logger::warn);
	}

}
