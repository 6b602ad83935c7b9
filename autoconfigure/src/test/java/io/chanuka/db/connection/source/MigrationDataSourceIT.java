package io.chanuka.db.connection.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.DelayProxy;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The connection that is kept for a run of Flyway and what follows it.
 */
@Timeout(120)
class MigrationDataSourceIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	private final PhysicalConnectionSource source = source(this.database.migrationUrl());

	private final MigrationDataSource dataSource = new MigrationDataSource(this.source, this.source);

	@AfterEach
	void close() {
		this.source.close();
	}

	private static PhysicalConnectionSource source(String url) {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", url));
		return PhysicalConnectionSource.migration(settings, EndpointSockets.of(settings), new Properties());
	}

	@Test
	void whenAConnectionIsKeptThenTheNextCallerAndTheOneAfterItHaveItsSession() throws SQLException {
		Connection first = this.dataSource.getConnection();
		int session = session(first);
		this.dataSource.keep(first);
		for (int number = 0; number < 2; number++) {
			Connection next = this.dataSource.getConnection();
			assertThat(session(next)).isEqualTo(session);
			assertThat(next.isClosed()).isFalse();
			next.close();
			assertThat(next.isClosed()).isTrue();
		}
		try (Connection last = this.dataSource.releaseKept()) {
			assertThat(session(last)).isEqualTo(session);
		}
		assertThat(this.source.connections().size()).isZero();
	}

	@Test
	void whenACallerHasTheKeptConnectionThenOthersGetTheirOwn() throws SQLException {
		this.dataSource.keep(this.dataSource.getConnection());
		try (Connection kept = this.dataSource.getConnection(); Connection other = this.dataSource.getConnection()) {
			assertThat(session(other)).isNotEqualTo(session(kept));
			try (Connection released = this.dataSource.releaseKept()) {
				assertThat(session(released)).isNotIn(session(kept), session(other));
			}
		}
		assertThat(this.source.connections().size()).isZero();
	}

	@Test
	void whenItIsClosedWithinATransactionThenTheSessionEnds() throws SQLException {
		this.dataSource.keep(this.dataSource.getConnection());
		Connection kept = this.dataSource.getConnection();
		kept.setAutoCommit(false);
		session(kept);
		kept.close();
		assertThat(kept.isClosed()).isTrue();
		assertThat(this.source.connections().size()).isZero();
	}

	@Test
	void whenNothingIsKeptAnyMoreThenTheSessionEnds() throws SQLException {
		this.dataSource.keep(this.dataSource.getConnection());
		this.dataSource.closeKept();
		assertThat(this.source.connections().size()).isZero();
		this.dataSource.keep(this.dataSource.getConnection());
		Connection kept = this.dataSource.getConnection();
		this.dataSource.closeKept();
		assertThat(session(kept)).isPositive();
		kept.close();
		kept.close();
		assertThat(this.source.connections().size()).isZero();
	}

	@Test
	void whenTheServerHasEndedTheSessionThenTheNextCallerGetsAnother() throws SQLException {
		this.dataSource.keep(this.dataSource.getConnection());
		Connection kept = this.dataSource.getConnection();
		this.database.query("select pg_terminate_backend(" + session(kept) + ", 10000)");
		kept.close();
		try (Connection next = this.dataSource.getConnection()) {
			assertThat(next).isInstanceOf(PhysicalConnection.class);
			assertThat(session(next)).isPositive();
		}
	}

	@Test
	void whenTheVersionIsQueriedAgainThenTheServerIsNotAsked() throws Exception {
		try (DelayProxy proxy = new DelayProxy(this.database.port(), Duration.ofMillis(50));
				PhysicalConnectionSource far = source(
						this.database.migrationUrl().replace(":" + this.database.port(), ":" + proxy.port()))) {
			MigrationDataSource kept = new MigrationDataSource(far, far);
			kept.keep(kept.getConnection());
			try (Connection connection = kept.getConnection()) {
				String version = version(connection);
				assertThat(version).startsWith("PostgreSQL 18");
				int roundTrips = proxy.roundTrips().get(0);
				assertThat(version(connection)).isEqualTo(version);
				connection.setAutoCommit(false);
				assertThat(version(connection)).isEqualTo(version);
				connection.setAutoCommit(true);
				assertThat(proxy.roundTrips()).containsExactly(roundTrips);
			}
			kept.closeKept();
		}
	}

	private static String version(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT version()");
				ResultSet row = statement.executeQuery()) {
			assertThat(row.next()).isTrue();
			return row.getString(1);
		}
	}

	private static int session(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
				ResultSet row = statement.executeQuery()) {
			row.next();
			return row.getInt(1);
		}
	}

}
