package io.chanuka.db.pool;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

import javax.sql.DataSource;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;

/**
 * What an acquire and a statement allocate: with plain HikariCP, and with the runtime
 * pool that counts uses.
 */
final class AllocatedBytes {

	private static final int OPERATIONS = 3_000;

	private AllocatedBytes() {
	}

	/**
	 * Prints both in bytes, each in a line.
	 * @param args the URL with user info, the URL without, the user and the password
	 */
	public static void main(String[] args) throws SQLException {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", args[0]));
		try (HikariDataSource plain = new HikariDataSource(); RuntimePool counting = new RuntimePool()) {
			plain.setJdbcUrl("jdbc:" + args[1]);
			plain.setUsername(args[2]);
			plain.setPassword(args[3]);
			plain.setMaximumPoolSize(1);
			counting.setDataSource(
					PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), new Properties()));
			counting.useLimit().setMaximum(Integer.MAX_VALUE);
			counting.setMaximumPoolSize(1);
			System.out.println("plain=" + perOperation(plain));
			System.out.println("counting=" + perOperation(counting));
		}
	}

	private static double perOperation(DataSource dataSource) throws SQLException {
		ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		acquire(dataSource);
		long before = memory.getCurrentThreadAllocatedBytes();
		acquire(dataSource);
		return (double) (memory.getCurrentThreadAllocatedBytes() - before) / OPERATIONS;
	}

	/**
	 * A statement is prepared and not executed: nothing goes to the server.
	 */
	private static void acquire(DataSource dataSource) throws SQLException {
		for (int i = 0; i < OPERATIONS; i++) {
			try (Connection connection = dataSource.getConnection();
					PreparedStatement statement = connection.prepareStatement("select 1")) {
				statement.setFetchSize(1);
			}
		}
	}

}
