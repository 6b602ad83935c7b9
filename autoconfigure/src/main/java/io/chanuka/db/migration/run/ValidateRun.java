package io.chanuka.db.migration.run;

import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationRun;
import org.flywaydb.core.Flyway;

/**
 * Checks that no migration is pending or was changed, and applies none.
 */
public final class ValidateRun implements MigrationRun {

	private final SchemaCheck check;

	/**
	 * Create a new instance.
	 * @param recorder records the version of the schema
	 */
	public ValidateRun(FlywayRecorder recorder) {
		this.check = new SchemaCheck(recorder);
	}

	@Override
	public boolean run(Flyway flyway) {
		this.check.check(flyway);
		return false;
	}

}
