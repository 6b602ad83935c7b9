package io.chanuka.db.autoconfigure.diagnostics;

import java.sql.SQLException;
import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Role;
import io.chanuka.db.autoconfigure.diagnostics.failure.ServerInquiry;
import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.settings.DatabaseSettings;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.beans.factory.BeanFactory;

/**
 * Searches for the failure of one of the endpoints in what ended the start.
 */
final class FailureSearch {

	private static final List<String> MIGRATION = List.of("org.flywaydb.", "liquibase.");

	/**
	 * Flyway's history may be wrong without an error of the server.
	 */
	private static final List<String> FLYWAY = List.of("org.flywaydb.");

	private final RememberedBeans beans;

	FailureSearch(BeanFactory beanFactory) {
		this.beans = new RememberedBeans(beanFactory);
	}

	/**
	 * Searches.
	 * @param thrown what ended the start
	 * @return the failure, or {@code null} if no endpoint is known to have failed
	 */
	@Nullable DatabaseFailure find(Throwable thrown) {
		DatabaseSettings settings = this.beans.get(DatabaseSettings.class);
		if (settings == null || !this.beans.areTheOnlyDataSources()) {
			return null;
		}
		SQLException error = Causes.sql(thrown);
		Role role = Causes.isOf(thrown, MIGRATION) ? Role.MIGRATION : Role.RUNTIME;
		if (error != null) {
			return failure(thrown, error, role, settings, "");
		}
		return Causes.isOf(thrown, FLYWAY) ? failure(thrown, new SQLException(thrown.getMessage()), role, settings, "")
				: null;
	}

	private static DatabaseFailure failure(Throwable thrown, SQLException error, Role role, DatabaseSettings settings,
			String attempts) {
		return new DatabaseFailure(thrown, error, role, settings, isOfOpening(error), attempts,
				new ServerInquiry(settings, role));
	}

	/**
	 * Errors of a login end it. An error of a statement, other than the loss of the
	 * connection, does not.
	 */
	private static boolean isOfOpening(SQLException error) {
		ServerErrorMessage server = (error instanceof PSQLException reported) ? reported.getServerErrorMessage() : null;
		return (server != null) ? "FATAL".equals(server.getSeverity())
				: error.getSQLState() != null && ConnectionFailure.of(error).kind() != FailureKind.OTHER;
	}

}
