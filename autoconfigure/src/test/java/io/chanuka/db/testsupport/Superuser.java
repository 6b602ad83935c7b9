package io.chanuka.db.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs SQL on a server of the tests, each time on a connection of its own.
 */
final class Superuser {

	private final Connections connections;

	/**
	 * Create a new instance.
	 * @param connections opens a connection of the superuser
	 */
	Superuser(Connections connections) {
		this.connections = connections;
	}

	void execute(String... statements) {
		try (Connection connection = this.connections.open(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The first column of a query's rows.
	 */
	List<String> query(String sql) {
		List<String> values = new ArrayList<>();
		try (Connection connection = this.connections.open();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				values.add(rows.getString(1));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return values;
	}

	/**
	 * Opens connections.
	 */
	@FunctionalInterface
	interface Connections {

		Connection open() throws SQLException;

	}

}
