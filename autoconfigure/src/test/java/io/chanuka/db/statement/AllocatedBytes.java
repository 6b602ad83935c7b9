package io.chanuka.db.statement;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import com.sun.management.ThreadMXBean;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.chanuka.db.testsupport.NoStatementContext;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;

/**
 * What a statement allocates while nothing is logged: without the logs of statements,
 * with them, and with the log of slow statements only.
 */
final class AllocatedBytes {

	private static final int STATEMENTS = 10_000;

	private AllocatedBytes() {
	}

	/**
	 * Prints the three in bytes, each in a line.
	 * @param args the URL with user info
	 */
	public static void main(String[] args) throws SQLException {
		System.out.println("plain=" + perStatement(args[0], Map.of()));
		System.out.println("enabled=" + perStatement(args[0], Map.of("statement-log.enabled", true)));
		System.out
			.println("slow=" + perStatement(args[0], Map.of("statement-log.slow-threshold", Duration.ofSeconds(1))));
	}

	private static double perStatement(String url, Map<String, Object> properties) throws SQLException {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", url);
		DatabaseSettings settings = TestSettings.resolve(all);
		try (PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				new Properties())) {
			source.follow(DatabaseLogs.of(settings, new NoStatementContext()).runtime());
			try (Connection connection = source.getConnection()) {
				ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
				prepare(connection);
				long before = memory.getCurrentThreadAllocatedBytes();
				prepare(connection);
				return (double) (memory.getCurrentThreadAllocatedBytes() - before) / STATEMENTS;
			}
		}
	}

	/**
	 * A statement is prepared and not executed: nothing goes to the server.
	 */
	private static void prepare(Connection connection) throws SQLException {
		for (int i = 0; i < STATEMENTS; i++) {
			try (PreparedStatement statement = connection.prepareStatement("select ?")) {
				statement.setInt(1, 1);
			}
		}
	}

}
