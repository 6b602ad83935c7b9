package io.chanuka.db.safetoadd.application;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Describes another database than PostgreSQL.
 */
final class EmbeddedDatabase {

	private EmbeddedDatabase() {
	}

	/**
	 * Its URL, without the random name that Spring Boot gives it, and its tables.
	 */
	static String describe(Connection connection) throws SQLException {
		String url = connection.getMetaData()
			.getURL()
			.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "random");
		TreeSet<String> tables = new TreeSet<>();
		try (ResultSet found = connection.getMetaData().getTables(null, "PUBLIC", null, new String[] { "TABLE" })) {
			while (found.next()) {
				tables.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
			}
		}
		return url + " " + tables;
	}

}
