package io.chanuka.db.migration.state;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of one Flyway.
 */
public final class FlywaySchemaMigrations implements SchemaMigrations {

	private static final ValidatePattern PENDING = ValidatePattern.fromPattern("*:pending");

	private final Flyway flyway;

	/**
	 * Create a new instance.
	 * @param flyway the Flyway
	 */
	public FlywaySchemaMigrations(Flyway flyway) {
		this.flyway = flyway;
	}

	@Override
	public List<MigrationEntry> entries() {
		return Arrays.stream(this.flyway.info().all()).map(FlywaySchemaMigrations::entry).toList();
	}

	@Override
	public List<MigrationEntry> pending() {
		return Arrays.stream(this.flyway.info().pending()).map(FlywaySchemaMigrations::entry).toList();
	}

	private static MigrationEntry entry(MigrationInfo info) {
		return new MigrationEntry((info.getVersion() != null) ? info.getVersion().getVersion() : null,
				Objects.requireNonNullElse(info.getDescription(), ""), info.getState().getDisplayName(),
				(info.getInstalledOn() != null) ? info.getInstalledOn().toInstant() : null, info.getInstalledBy());
	}

	/**
	 * Pending migrations are no difference.
	 */
	@Override
	public List<String> problems() {
		Configuration own = this.flyway.getConfiguration();
		ValidatePattern[] ignored = Stream.concat(Arrays.stream(own.getIgnoreMigrationPatterns()), Stream.of(PENDING))
			.toArray(ValidatePattern[]::new);
		ValidateResult result = Flyway.configure(own.getClassLoader())
			.configuration(own)
			.ignoreMigrationPatterns(ignored)
			.load()
			.validateWithResult();
		if (result.validationSuccessful) {
			return List.of();
		}
		return (result.invalidMigrations == null || result.invalidMigrations.isEmpty())
				? List.of(message(result.errorDetails))
				: result.invalidMigrations.stream().map(FlywaySchemaMigrations::problem).toList();
	}

	private static String problem(ValidateOutput invalid) {
		return message(invalid.errorDetails).replaceAll("\\s+", " ").strip();
	}

	private static String message(@Nullable ErrorDetails details) {
		return (details != null && details.errorMessage != null) ? details.errorMessage : "Validation failed";
	}

	@Override
	public List<String> schemas() {
		Configuration own = this.flyway.getConfiguration();
		Set<String> schemas = new LinkedHashSet<>(Arrays.asList(own.getSchemas()));
		if (own.getDefaultSchema() != null) {
			schemas.add(own.getDefaultSchema());
		}
		return List.copyOf(schemas);
	}

	@Override
	public List<String> ownTables() {
		return List.of(this.flyway.getConfiguration().getTable());
	}

}
