package io.chanuka.db.autoconfigure.diagnostics;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.diagnostics.failure.Causes;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Role;
import io.chanuka.db.autoconfigure.diagnostics.failure.ServerInquiry;
import io.chanuka.db.connection.ConnectionFailure;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.pool.RedirectablePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.startup.DatabaseUnavailableException;
import io.chanuka.db.startup.EndpointRole;
import io.chanuka.db.startup.StartupFailure;
import io.chanuka.db.startup.StartupGate;
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
	 * Libraries that fail without a connection.
	 */
	private static final List<String> CLIENTS = List.of("org.hibernate.", "jakarta.persistence.",
			"org.springframework.jdbc.", "org.springframework.dao.", "org.springframework.orm.",
			"org.springframework.transaction.", "org.flywaydb.", "liquibase.", "org.jooq.", "org.mybatis.");

	/**
	 * Flyway's history may be wrong without an error of the server.
	 */
	private static final List<String> FLYWAY = List.of("org.flywaydb.");

	private final RememberedBeans beans;

	FailureSearch(BeanFactory beanFactory) {
		this.beans = RememberedBeans.nearest(beanFactory);
	}

	/**
	 * Searches.
	 * @param thrown what ended the start
	 * @return the failure, or {@code null} if no endpoint is known to have failed
	 */
	@Nullable DatabaseFailure find(Throwable thrown) {
		DatabaseSettings settings = this.beans.get(DatabaseSettings.class);
		RedirectablePool pool = this.beans.get(RedirectablePool.class);
		if (settings == null || (pool != null && pool.isRedirected())) {
			return null;
		}
		StartupFailure recorded = recorded(thrown);
		if (recorded != null) {
			return failure(thrown, recorded, settings);
		}
		return this.beans.areTheOnlyDataSources() ? unrecorded(thrown, settings) : null;
	}

	/**
	 * What the gate has recorded. Hibernate swallows the exception of its first acquire,
	 * so that any failure of a library that uses the database can be a consequence.
	 */
	private @Nullable StartupFailure recorded(Throwable thrown) {
		DatabaseUnavailableException unavailable = Causes.first(thrown, DatabaseUnavailableException.class);
		if (unavailable != null) {
			return unavailable.failure();
		}
		StartupGate gate = this.beans.get(StartupGate.class);
		if (gate == null || Causes.sql(thrown) != null || !Causes.isOf(thrown, CLIENTS)) {
			return null;
		}
		return Stream.of(EndpointRole.RUNTIME, EndpointRole.MIGRATION)
			.map(gate::failure)
			.filter((failure) -> failure != null && failure.end() != StartupFailure.End.NONE)
			.findFirst()
			.orElse(null);
	}

	private static DatabaseFailure failure(Throwable thrown, StartupFailure recorded, DatabaseSettings settings) {
		Role role = (recorded.role() == EndpointRole.MIGRATION) ? Role.MIGRATION : Role.RUNTIME;
		SQLException error = Causes.sql(recorded.cause());
		String attempts = (recorded.attempts() > 1) ? String.format(Locale.ROOT, "%d attempts in %.1f s",
				recorded.attempts(), recorded.duration().toMillis() / 1000.0) : "";
		return new DatabaseFailure(thrown, (error != null) ? error : recorded.cause(), role, settings, recorded.kind(),
				true, attempts, new ServerInquiry(settings, role));
	}

	private static @Nullable DatabaseFailure unrecorded(Throwable thrown, DatabaseSettings settings) {
		SQLException error = Causes.sql(thrown);
		Role role = Causes.isOf(thrown, MIGRATION) ? Role.MIGRATION : Role.RUNTIME;
		if (error != null) {
			return failure(thrown, error, role, settings);
		}
		return Causes.isOf(thrown, FLYWAY) ? failure(thrown, new SQLException(thrown.getMessage()), role, settings)
				: null;
	}

	private static DatabaseFailure failure(Throwable thrown, SQLException error, Role role, DatabaseSettings settings) {
		return new DatabaseFailure(thrown, error, role, settings, ConnectionFailure.of(error).kind(),
				isOfOpening(error), "", new ServerInquiry(settings, role));
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
