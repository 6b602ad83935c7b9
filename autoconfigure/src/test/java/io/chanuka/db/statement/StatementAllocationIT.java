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
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the logs of statements allocate while nothing is logged. An object more would be
 * 16 bytes.
 */
class StatementAllocationIT {

	private static final int STATEMENTS = 1_000_000;

	private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenNothingIsLoggedThenAMillionStatementsAllocateNothingMore() throws SQLException {
		double plain = bytesPerStatement(Map.of());
		assertThat(bytesPerStatement(Map.of("statement-log.enabled", true))).isLessThan(plain + 4);
		assertThat(bytesPerStatement(Map.of("statement-log.slow-threshold", Duration.ofSeconds(1))))
			.isLessThan(plain + 64 + 4);
	}

	/**
	 * A statement is prepared and not executed: nothing goes to the server.
	 */
	private double bytesPerStatement(Map<String, Object> properties) throws SQLException {
		Map<String, Object> all = new HashMap<>(properties);
		all.put("url", this.database.runtimeUrl());
		DatabaseSettings settings = TestSettings.resolve(all);
		try (PhysicalConnectionSource source = PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings),
				new Properties())) {
			source.follow(DatabaseLogs.of(settings, new NoStatementContext()).runtime());
			try (Connection connection = source.getConnection()) {
				prepare(connection);
				long before = this.memory.getCurrentThreadAllocatedBytes();
				prepare(connection);
				return (double) (this.memory.getCurrentThreadAllocatedBytes() - before) / STATEMENTS;
			}
		}
	}

	private static void prepare(Connection connection) throws SQLException {
		for (int i = 0; i < STATEMENTS; i++) {
			try (PreparedStatement statement = connection.prepareStatement("select ?")) {
				statement.setInt(1, 1);
			}
		}
	}

}
