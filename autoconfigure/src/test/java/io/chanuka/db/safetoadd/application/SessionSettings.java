package io.chanuka.db.safetoadd.application;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.postgresql.PGConnection;

/**
 * Settings of a session on PostgreSQL, on the server and in the driver.
 */
final class SessionSettings {

	private static final List<String> SERVER = List.of("application_name", "search_path", "statement_timeout",
			"lock_timeout", "idle_in_transaction_session_timeout", "default_transaction_read_only", "TimeZone");

	private SessionSettings() {
	}

	static Map<String, String> of(Connection connection) throws SQLException {
		Map<String, String> settings = new TreeMap<>();
		for (String name : SERVER) {
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("show " + name)) {
				row.next();
				settings.put(name, row.getString(1));
			}
		}
		PGConnection driver = connection.unwrap(PGConnection.class);
		settings.put("prepareThreshold", String.valueOf(driver.getPrepareThreshold()));
		settings.put("defaultRowFetchSize", String.valueOf(driver.getDefaultFetchSize()));
		settings.put("autosave", driver.getAutosave().value());
		settings.put("preferQueryMode", driver.getPreferQueryMode().value());
		settings.put("networkTimeout", String.valueOf(connection.getNetworkTimeout()));
		return settings;
	}

}
