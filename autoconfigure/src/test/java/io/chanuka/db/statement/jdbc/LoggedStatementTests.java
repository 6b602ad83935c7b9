package io.chanuka.db.statement.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

import io.chanuka.db.statement.StatementLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LoggedStatement}.
 */
class LoggedStatementTests {

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, StackOverflowError.class })
	void whenLoggingFailsThenTheStatementDoesNot(Class<? extends Throwable> failure) throws SQLException {
		StatementLog log = Mockito.mock(StatementLog.class);
		Mockito.when(log.isLogged(Mockito.anyLong())).thenReturn(true);
		Mockito.doThrow(failure).when(log).log(Mockito.any());
		Statement driver = Mockito.mock(Statement.class);
		Mockito.when(driver.executeUpdate("update a")).thenReturn(3);
		SQLException broken = new SQLException("planted");
		Mockito.when(driver.executeUpdate("update b")).thenThrow(broken);
		Statement statement = new LoggedStatement(driver, new ExecutionLog(log));
		assertThat(statement.executeUpdate("update a")).isEqualTo(3);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeUpdate("update b"))
			.isSameAs(broken);
		Mockito.verify(log, Mockito.times(2)).log(Mockito.any());
	}

}
