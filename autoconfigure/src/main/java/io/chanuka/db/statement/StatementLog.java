package io.chanuka.db.statement;

import io.chanuka.db.settings.LogSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs what is executed on an endpoint, each statement in one line: at the level DEBUG
 * all of them, if that is configured, and at WARN those that are slow.
 */
public final class StatementLog {

	/**
	 * The name of the logger.
	 */
	public static final String LOGGER = "io.chanuka.db.statements";

	private static final Log logger = LogFactory.getLog(LOGGER);

	private final boolean all;

	private final StatementLine line;

	private final @Nullable SlowStatements slow;

	/**
	 * Create a new instance.
	 * @param all whether statements are logged at all if they are not slow
	 * @param line writes the lines
	 * @param slow logs those that are slow, or {@code null} if they are as any other
	 */
	StatementLog(boolean all, StatementLine line, @Nullable SlowStatements slow) {
		this.all = all;
		this.line = line;
		this.slow = slow;
	}

	/**
	 * Creates the log of an endpoint.
	 * @param settings what is logged
	 * @param endpoint where the statements are executed
	 * @param slow logs those that are slow, or {@code null} if they are as any other
	 * @return the log
	 */
	public static StatementLog of(LogSettings settings, String endpoint, @Nullable SlowStatements slow) {
		return new StatementLog(settings.statements().value(),
				new StatementLine(endpoint, settings.maxLength().value(), settings.showsValues()), slow);
	}

	/**
	 * Whether a statement that is created now has to be measured. The level of the logger
	 * may change at any time.
	 * @return {@code true} if so
	 */
	public boolean isActive() {
		return this.slow != null || isLogged();
	}

	/**
	 * Whether a statement has to be logged.
	 * @param nanos how long it took
	 * @return {@code true} if so
	 */
	public boolean isLogged(long nanos) {
		return (this.slow != null && this.slow.isSlow(nanos)) || isLogged();
	}

	private boolean isLogged() {
		return this.all && logger.isDebugEnabled();
	}

	/**
	 * Whether the values of parameters have to be recorded.
	 * @return {@code true} if so
	 */
	public boolean showsValues() {
		return this.line.showsValues();
	}

	/**
	 * Logs a statement.
	 * @param execution what was executed
	 */
	public void log(StatementExecution execution) {
		boolean logged = this.slow != null && this.slow.isSlow(execution.nanos())
				&& this.slow.log(execution, this.line);
		if (!logged && isLogged()) {
			logger.debug(this.line.of("Statement", execution, ""));
		}
	}

}
