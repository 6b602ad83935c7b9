package io.chanuka.db.autoconfigure;

import java.util.List;

/**
 * Variables that are understood as if they had our names.
 */
final class EnvironmentAliases {

	private static final List<Alias> ALIASES = List.of(new Alias("DATABASE_URL", "chanuka.db.url"),
			new Alias("MIGRATION_DATABASE_URL", "chanuka.db.migration.url"));

	private EnvironmentAliases() {
	}

	static List<Alias> all() {
		return ALIASES;
	}

	/**
	 * One variable and the property it stands for.
	 *
	 * @param variable the variable
	 * @param property the property
	 */
	record Alias(String variable, String property) {

	}

}
