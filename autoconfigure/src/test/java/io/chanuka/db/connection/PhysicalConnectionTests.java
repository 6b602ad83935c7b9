package io.chanuka.db.connection;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PhysicalConnection}.
 */
class PhysicalConnectionTests {

	private final Connection driver = Mockito.mock(Connection.class);

	private PhysicalConnection connection;

	@BeforeEach
	void open() throws SQLException {
		Mockito.when(this.driver.unwrap(PGConnection.class)).thenReturn(Mockito.mock(PGConnection.class));
		this.connection = new PhysicalConnection(this.driver, 0, () -> 0, (closed, reason) -> {
		});
	}

	@Test
	void whenItIsEvictedInAUseThenThePoolDoesNotTakeItBack() {
		this.connection.use();
		assertThat(this.connection.isRetired()).isFalse();
		this.connection.evict(this.connection.uses());
		assertThat(this.connection.isRetired()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.connection::clearWarnings)
			.satisfies((ex) -> assertThat(ex.getSQLState()).startsWith("08"));
		assertThat(this.connection.isActive()).isFalse();
	}

	@Test
	void whenItWasReturnedBeforeItIsEvictedThenTheNextUseIsNotAffected() throws SQLException {
		this.connection.use();
		this.connection.clearWarnings();
		this.connection.use();
		this.connection.evict(1);
		assertThat(this.connection.isRetired()).isFalse();
		this.connection.clearWarnings();
	}

	@Test
	void whenItIsClosedThenItIsRetired() throws SQLException {
		this.connection.use();
		Mockito.when(this.driver.isClosed()).thenReturn(true);
		assertThat(this.connection.isRetired()).isTrue();
	}

}
