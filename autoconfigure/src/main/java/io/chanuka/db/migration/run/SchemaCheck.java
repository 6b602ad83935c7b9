package io.chanuka.db.migration.run;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.migration.FlywayRecorder;
import io.chanuka.db.migration.MigrationException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateResult;

/**
 * Compares the schema with the migrations of the application, and records that they
 * agree.
 */
final class SchemaCheck {

	private static final int LONGEST = 7;

	private final FlywayRecorder recorder;

	SchemaCheck(FlywayRecorder recorder) {
		this.recorder = recorder;
	}

	/**
	 * Checks with Flyway's validation: a newer schema passes, unless
	 * {@code ignore-migration-patterns} lacks {@code *:future}.
	 * @throws MigrationException if a migration is pending, was changed or has failed
	 */
	void check(Flyway flyway) {
		ValidateResult result = flyway.validateWithResult();
		if (!result.validationSuccessful) {
			List<String> found = result.invalidMigrations.stream()
				.map((migration) -> firstLine(migration.errorDetails.errorMessage))
				.toList();
			throw new MigrationException(
					"The schema is not as the migrations of this application require:\n"
							+ lines(found.isEmpty() ? List.of(result.errorDetails.errorMessage) : found),
					"""
							Migrate with a job or another instance before this one starts, or set chanuka.db.migration.mode=wait. \
							What is older than the last applied migration needs a higher version, or \
							spring.flyway.out-of-order=true.

							Where an applied migration was changed, restore its file; flyway repair accepts it as it is now.""",
					null);
		}
		record(flyway);
	}

	/**
	 * Records the version of the schema.
	 */
	void record(Flyway flyway) {
		MigrationInfo current = flyway.info().current();
		this.recorder.checked(flyway.getConfiguration(),
				(current != null && current.getVersion() != null) ? current.getVersion().toString() : null);
	}

	/**
	 * Flyway's second line advises options of its command line, of which one names the
	 * cause.
	 */
	private static String firstLine(String text) {
		String first = text.lines().findFirst().orElse("").replaceAll("\\.$", "");
		return text.contains("-outOfOrder") ? first + ", older than the last applied migration" : first;
	}

	/**
	 * A list of a few lines.
	 */
	static String lines(List<String> all) {
		Stream<String> rest = (all.size() > LONGEST) ? Stream.of("and " + (all.size() - LONGEST) + " more")
				: Stream.empty();
		return Stream.concat(all.stream().limit(LONGEST), rest)
			.map((line) -> "  - " + line)
			.collect(Collectors.joining("\n"));
	}

}
