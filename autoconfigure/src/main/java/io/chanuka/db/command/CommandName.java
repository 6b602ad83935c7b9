package io.chanuka.db.command;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The commands.
 */
public enum CommandName {

	/**
	 * Applies the pending migrations.
	 */
	MIGRATE,

	/**
	 * Fails if a migration is pending or was changed.
	 */
	VALIDATE,

	/**
	 * Lists the migrations.
	 */
	INFO,

	/**
	 * Probes the database.
	 */
	HEALTH,

	/**
	 * Checks that endpoints, schema, roles and encryption are as the settings state.
	 */
	VERIFY,

	/**
	 * Marks the database with the environment of the application.
	 */
	MARK;

	/**
	 * Finds a command.
	 * @param name the name, in any case
	 * @return the command, or {@code null} if there is none of that name
	 */
	public static @Nullable CommandName named(String name) {
		return Arrays.stream(values())
			.filter((command) -> command.name().equalsIgnoreCase(name.strip()))
			.findFirst()
			.orElse(null);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
