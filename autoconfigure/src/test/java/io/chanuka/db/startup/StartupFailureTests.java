package io.chanuka.db.startup;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.startup.StartupFailure.End;
import io.chanuka.db.url.HostAndPort;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sentence at the end of a start that has failed.
 */
class StartupFailureTests {

	@Test
	void whenTheConnectionIsRefusedThenTheSentenceHasHostAttemptsAndReason() {
		StartupFailure failure = failure(FailureKind.UNREACHABLE,
				new PSQLException("Connection to db.example.com:5432 refused. Check that …",
						PSQLState.CONNECTION_UNABLE_TO_CONNECT, new ConnectException("Connection refused")),
				5);
		assertThat(failure.message())
			.isEqualTo("Failed to connect to db.example.com:5432 after 5 attempts: connection refused");
		SQLException thrown = new DatabaseUnavailableException(failure);
		assertThat(thrown.getMessage()).isEqualTo(failure.message());
		assertThat(thrown.getSQLState()).isEqualTo("08001");
		assertThat(thrown.getCause()).isSameAs(failure.cause());
	}

	@Test
	void whenTheHostIsUnknownThenThatIsTheReason() {
		SQLException cause = new PSQLException("The connection attempt failed.", PSQLState.CONNECTION_UNABLE_TO_CONNECT,
				new UnknownHostException("db.example.com"));
		assertThat(failure(FailureKind.UNKNOWN_HOST, cause, 1).message())
			.isEqualTo("Failed to connect to db.example.com:5432 after 1 attempt: unknown host");
	}

	@Test
	void whenTheServerAnswersThenItsMessageIsTheReason() {
		SQLException cause = new PSQLException(
				new ServerErrorMessage("SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0"));
		assertThat(failure(FailureKind.NOT_ACCEPTING, cause, 2).reason())
			.isEqualTo("the database system is starting up");
	}

	@Test
	void whenAMessageHasASecretThenItIsRedacted() {
		SQLException cause = new SQLException("no such thing: postgresql://app:geheim@db/app?password=geheim");
		assertThat(failure(FailureKind.OTHER, cause, 2).message()).doesNotContain("geheim");
	}

	private static StartupFailure failure(FailureKind kind, SQLException cause, int attempts) {
		return new StartupFailure(EndpointRole.RUNTIME, new HostAndPort("db.example.com", 5432),
				"jdbc:postgresql://db.example.com:5432/app", "app", kind, cause, attempts, Duration.ofSeconds(15),
				End.EXHAUSTED);
	}

}
