package io.chanuka.db.testsupport;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of the {@link PostgresServer} and its two users.
 */
public record TestDatabase(String host, int port, String name, String migrator, String migratorPassword, String runtime,
		String runtimePassword) {

	/**
	 * The URL of the runtime user, with user info.
	 */
	public String runtimeUrl() {
		return url(this.runtime, this.runtimePassword);
	}

	/**
	 * The URL of the migrator, with user info.
	 */
	public String migrationUrl() {
		return url(this.migrator, this.migratorPassword);
	}

	/**
	 * The URL without user info.
	 */
	public String bareUrl() {
		return "postgresql://" + this.host + ":" + this.port + "/" + this.name;
	}

	private String url(String user, String password) {
		return "postgresql://" + user + ":" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@" + this.host
				+ ":" + this.port + "/" + this.name;
	}

	/**
	 * The users that are connected to the database, once for each connection, without the
	 * superuser: backends of earlier queries end a moment after their connection.
	 */
	public List<String> connectedUsers() {
		return query("select usename from pg_stat_activity where datname = current_database() "
				+ "and usename <> current_user and backend_type = 'client backend' order by 1");
	}

	/**
	 * The first column of a query's rows, asked as superuser.
	 */
	public List<String> query(String sql) {
		List<String> values = new ArrayList<>();
		try (Connection connection = PostgresServer.superuser(this.name);
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

}
