package io.chanuka.db.migration.run;

import io.chanuka.db.migration.MigrationRun;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;

/**
 * Does nothing.
 */
public final class NoRun implements MigrationRun {

	private static final Log logger = LogFactory.getLog(NoRun.class);

	@Override
	public boolean run(Flyway flyway) {
		logger.info("Migrations are neither applied nor checked: chanuka.db.migration.mode is none");
		return false;
	}

}
