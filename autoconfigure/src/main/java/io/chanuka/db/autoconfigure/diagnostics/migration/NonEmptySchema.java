package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * A schema with tables that Flyway has not created.
 */
final class NonEmptySchema implements FailureExplanation {

	private static final Pattern FOUND = Pattern
		.compile("Found non-empty schema\\(s\\) (.+) but no schema history table");

	@Override
	public String sentence() {
		return "Schema {schema} has tables, but no history of Flyway.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		Matcher found = FOUND.matcher(FlywayMessage.of(failure.thrown()));
		if (!found.find()) {
			return null;
		}
		return Explanation.of(sentence(), "schema", found.group(1).replace("\"", ""))
			.because("Likely: the tables were created before Flyway was used, or by another program; or "
					+ failure.origin() + " names another database than was meant.")
			.action("If Flyway is to take over, set for one start, with the last version whose tables are there:")
			.run("spring.flyway.baseline-on-migrate=true, spring.flyway.baseline-version=<version>")
			.action("If another program migrates this database: spring.flyway.enabled=false.");
	}

}
