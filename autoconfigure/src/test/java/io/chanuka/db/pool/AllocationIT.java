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
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A borrow from the runtime pool allocates what one from plain HikariCP does. An object
 * more would be 16 bytes.
 */
class AllocationIT {

	private static final int OPERATIONS = 20_000;

	private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void countingUsesAllocatesNothing() throws SQLException {
		try (HikariDataSource plain = plain(); RuntimePool counting = counting()) {
			assertThat(bytesPerOperation(counting)).isLessThan(bytesPerOperation(plain) + 4);
		}
	}

	private HikariDataSource plain() {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:" + this.database.bareUrl());
		pool.setUsername(this.database.runtime());
		pool.setPassword(this.database.runtimePassword());
		pool.setMaximumPoolSize(1);
		return pool;
	}

	private RuntimePool counting() {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", this.database.runtimeUrl()));
		RuntimePool pool = new RuntimePool();
		pool.setDataSource(PhysicalConnectionSource.runtime(settings, EndpointSockets.of(settings), new Properties()));
		pool.useLimit().setMaximum(Integer.MAX_VALUE);
		pool.setMaximumPoolSize(1);
		return pool;
	}

	private double bytesPerOperation(DataSource dataSource) throws SQLException {
		borrow(dataSource);
		long before = this.memory.getCurrentThreadAllocatedBytes();
		borrow(dataSource);
		return (double) (this.memory.getCurrentThreadAllocatedBytes() - before) / OPERATIONS;
	}

	/**
	 * A statement is prepared and not executed: nothing goes to the server.
	 */
	private static void borrow(DataSource dataSource) throws SQLException {
		for (int i = 0; i < OPERATIONS; i++) {
			try (Connection connection = dataSource.getConnection();
					PreparedStatement statement = connection.prepareStatement("select 1")) {
				statement.setFetchSize(1);
			}
		}
	}

}
