package io.chanuka.db.migration.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.chanuka.db.migration.lock.MigrationProgress;
import org.apache.commons.logging.Log;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.logging.LogCreator;
import org.flywaydb.core.api.logging.LogFactory;

/**
 * Flyway's log during a run. Its INFO lines are written once a migration begins, and
 * otherwise at DEBUG, as there was nothing to do. Its ERROR lines are written at DEBUG if
 * the run is repeated.
 */
final class HeldLog implements LogCreator, AutoCloseable {

	/**
	 * What Spring Boot and Flyway use if nothing is set, and this class replaces.
	 */
	private static final List<String> DEFAULTS = List.of("slf4j", "auto");

	private final Thread thread = Thread.currentThread();

	private final List<HeldLine> infos = new ArrayList<>();

	private final List<HeldLine> errors = new ArrayList<>();

	private final MigrationProgress progress;

	private HeldLog(MigrationProgress progress) {
		this.progress = progress;
	}

	/**
	 * Takes over the log, unless the application has chosen one.
	 */
	static HeldLog of(Configuration configuration, MigrationProgress progress) {
		HeldLog log = new HeldLog(progress);
		if (DEFAULTS.containsAll(Arrays.asList(configuration.getLoggers()))) {
			LogFactory.setLogCreator(log);
		}
		return log;
	}

	@Override
	public org.flywaydb.core.api.logging.Log createLogger(Class<?> type) {
		return new FlywayLog(org.apache.commons.logging.LogFactory.getLog(type));
	}

	/**
	 * Another thread may run another Flyway.
	 */
	private boolean isOfThisRun() {
		return Thread.currentThread() == this.thread;
	}

	private void writeInfos() {
		this.infos.forEach((line) -> line.logger().info(line.message()));
		this.infos.clear();
	}

	/**
	 * An attempt has failed and is not repeated.
	 */
	void writeAll() {
		writeInfos();
		this.errors.forEach((line) -> line.logger().error(line.message()));
		this.errors.clear();
	}

	@Override
	public void close() {
		LogFactory.setLogCreator(null);
		for (List<HeldLine> lines : List.of(this.infos, this.errors)) {
			lines.forEach((line) -> line.logger().debug(line.message()));
		}
	}

	/**
	 * Logger of one class of Flyway, which writes to Commons Logging, as Spring Boot
	 * does.
	 */
	private final class FlywayLog implements org.flywaydb.core.api.logging.Log {

		private final Log logger;

		FlywayLog(Log logger) {
			this.logger = logger;
		}

		@Override
		public void debug(String message) {
			if (LogFactory.isDebugEnabled()) {
				this.logger.debug(message);
			}
		}

		@Override
		public void info(String message) {
			if (isOfThisRun() && !HeldLog.this.progress.hasBegun()) {
				HeldLog.this.infos.add(new HeldLine(this.logger, message));
				return;
			}
			if (isOfThisRun()) {
				writeInfos();
			}
			this.logger.info(message);
		}

		@Override
		public void warn(String message) {
			this.logger.warn(message);
		}

		@Override
		public void error(String message) {
			if (isOfThisRun()) {
				HeldLog.this.errors.add(new HeldLine(this.logger, message));
			}
			else {
				this.logger.error(message);
			}
		}

		@Override
		public void error(String message, Exception ex) {
			error(message + ": " + ex.getMessage());
		}

		@Override
		public void notice(String message) {
			// As in Flyway's own loggers.
		}

	}

	/**
	 * A line that is not written yet.
	 *
	 * @param logger where to
	 * @param message the line
	 */
	private record HeldLine(Log logger, String message) {

	}

}
