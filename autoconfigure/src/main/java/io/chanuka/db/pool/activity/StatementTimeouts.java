package io.chanuka.db.pool.activity;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.chanuka.db.connection.EscapedText;
import io.chanuka.db.connection.LineLimit;
import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DurationFormat;
import io.chanuka.db.settings.Setting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Logs each statement that the server has cancelled because of its timeout, with the
 * property that sets it, as far as the number of lines allows. The message of the server
 * is recognised in English.
 */
public final class StatementTimeouts implements SQLExceptionOverride {

	private static final Log logger = LogFactory.getLog(StatementTimeouts.class);

	private static final String CANCELLED = "57014";

	/**
	 * A cancel request has the same SQLSTATE.
	 */
	private static final String TIMEOUT = "statement timeout";

	private final Setting<Duration> timeout;

	private final PhysicalConnectionSource source;

	private final @Nullable SQLExceptionOverride next;

	private final LineLimit limit = LineLimit.create();

	/**
	 * Create a new instance.
	 * @param timeout how long the server lets a statement run
	 * @param source where the connections come from
	 * @param next decides what becomes of the connection, or {@code null}
	 */
	public StatementTimeouts(Setting<Duration> timeout, PhysicalConnectionSource source,
			@Nullable SQLExceptionOverride next) {
		this.timeout = timeout;
		this.source = source;
		this.next = next;
	}

	@java.lang.Override
	public Override adjudicate(SQLException exception) {
		if (CANCELLED.equals(exception.getSQLState()) && isTimeout(exception) && logger.isWarnEnabled()
				&& this.limit.take()) {
			logger.warn(line());
		}
		return (this.next != null) ? this.next.adjudicate(exception) : Override.CONTINUE_EVICT;
	}

	/**
	 * A batch has an exception of its own in front of the server's.
	 */
	private static boolean isTimeout(SQLException exception) {
		ServerErrorMessage error = (exception instanceof PSQLException server) ? server.getServerErrorMessage() : null;
		return error != null && error.getMessage() != null && error.getMessage().contains(TIMEOUT);
	}

	private String line() {
		long omitted = this.limit.omitted();
		String statement = statement();
		return "The statement timeout of " + this.source.server() + " has cancelled a statement; " + property()
				+ "; thread " + EscapedText.of(Thread.currentThread().getName())
				+ ((omitted > 0) ? "; statements not logged before: " + omitted : "")
				+ ((statement != null) ? ": " + statement : "");
	}

	private String property() {
		String set = this.timeout.name() + "=" + DurationFormat.format(this.timeout.value()) + " ("
				+ this.timeout.origin() + ")";
		return isApplied() ? set : set + " is not applied here: the timeout is the server's own";
	}

	private boolean isApplied() {
		String options = this.source.sessions().plan().startupOptions();
		String sql = this.source.sessions().plan().initSql();
		return !this.timeout.value().isZero() && (options != null || sql != null);
	}

	/**
	 * HikariCP does not hand over the connection: it is one that the current thread has
	 * acquired.
	 */
	private @Nullable String statement() {
		Thread caller = Thread.currentThread();
		return this.source.connections()
			.list()
			.stream()
			.filter((connection) -> connection.isActive() && connection.caller() == caller)
			.map((PhysicalConnection connection) -> connection.lastUse().statement())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
