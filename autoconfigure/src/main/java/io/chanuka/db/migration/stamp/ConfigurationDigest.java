package io.chanuka.db.migration.stamp;

import java.util.Map;
import java.util.TreeMap;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.baseline.BaselineMigrationConfigurationExtension;

/**
 * Digests what the configuration of Flyway has besides its locations and what excludes a
 * proof. A test calls every getter of the interface and fails if one is left out.
 */
final class ConfigurationDigest {

	private ConfigurationDigest() {
	}

	/**
	 * Adds the values. Left out are credentials, what only a DataSource of Flyway's own
	 * would use, and loggers.
	 * @param digest where to
	 * @param configuration the configuration
	 */
	static void add(InputDigest digest, Configuration configuration) {
		addNames(digest, configuration);
		addPlaceholders(digest, configuration);
		addHistory(digest, configuration);
		addExecution(digest, configuration);
		addValidation(digest, configuration);
	}

	private static void addNames(InputDigest digest, Configuration configuration) {
		BaselineMigrationConfigurationExtension baseline = configuration
			.getConfigurationExtension(BaselineMigrationConfigurationExtension.class);
		digest.add(configuration.getSqlMigrationPrefix())
			.add(configuration.getRepeatableSqlMigrationPrefix())
			.add(configuration.getSqlMigrationSeparator())
			.addAll(configuration.getSqlMigrationSuffixes())
			.add((baseline != null) ? baseline.getBaselineMigrationPrefix() : null)
			.add(configuration.getEncoding())
			.add(configuration.isDetectEncoding())
			.add(configuration.getPowershellExecutable())
			.add(configuration.getWorkingDirectory())
			.add(configuration.getCurrentEnvironmentName())
			.add(configuration.isCommunityDBSupportEnabled());
	}

	private static void addPlaceholders(InputDigest digest, Configuration configuration) {
		digest.add(configuration.isPlaceholderReplacement())
			.add(configuration.getPlaceholderPrefix())
			.add(configuration.getPlaceholderSuffix())
			.add(configuration.getPlaceholderSeparator())
			.add(configuration.getScriptPlaceholderPrefix())
			.add(configuration.getScriptPlaceholderSuffix());
		Map<String, String> placeholders = new TreeMap<>(configuration.getPlaceholders());
		digest.add(placeholders.size());
		placeholders.forEach((name, value) -> digest.add(name).add(value));
	}

	private static void addHistory(InputDigest digest, Configuration configuration) {
		digest.add(configuration.getTable())
			.add(configuration.getDefaultSchema())
			.addAll(configuration.getSchemas())
			.add(configuration.isCreateSchemas())
			.add(configuration.getTablespace())
			.add(configuration.getInstalledBy())
			.add(configuration.getBaselineVersion())
			.add(configuration.getBaselineDescription())
			.add(configuration.isBaselineOnMigrate());
	}

	private static void addExecution(InputDigest digest, Configuration configuration) {
		digest.add(configuration.isGroup())
			.add(configuration.isMixed())
			.add(configuration.isExecuteInTransaction())
			.add(configuration.isOutOfOrder())
			.add(configuration.isStream())
			.add(configuration.isBatch())
			.add(configuration.isOutputQueryResults())
			.add(configuration.isSkipDefaultCallbacks())
			.add(configuration.getLockRetryCount())
			.add(configuration.isReportEnabled())
			.add(configuration.getReportFilename());
	}

	private static void addValidation(InputDigest digest, Configuration configuration) {
		digest.add(configuration.isValidateOnMigrate())
			.add(configuration.isValidateMigrationNaming())
			.addAll(configuration.getIgnoreMigrationPatterns())
			.add(configuration.isFailOnMissingLocations())
			.add(configuration.isFailOnMissingTarget())
			.add(configuration.isCleanDisabled());
	}

}
