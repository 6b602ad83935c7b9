package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.Arrays;
import java.util.List;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The table in which Flyway keeps the applied migrations.
 *
 * @param schema its schema, or {@code null} for the current one
 * @param table its name
 */
public record HistoryRows(@Nullable String schema, String table) {

	/**
	 * The table that Spring Boot configures.
	 * @param environment where it is set
	 * @return the table
	 */
	public static HistoryRows of(Environment environment) {
		Binder binder = Binder.get(environment);
		String schema = binder.bind("spring.flyway.default-schema", String.class)
			.orElseGet(() -> binder.bind("spring.flyway.schemas", Bindable.listOf(String.class))
				.orElse(List.of())
				.stream()
				.findFirst()
				.orElse(""));
		return new HistoryRows(schema.isBlank() ? null : schema.strip(),
				binder.bind("spring.flyway.table", String.class).orElse("flyway_schema_history"));
	}

	/**
	 * The name as SQL needs it.
	 */
	String name() {
		String name = Commands.identifier(this.table);
		return (this.schema != null) ? Commands.identifier(this.schema) + "." + name : name;
	}

	/**
	 * The file of an applied migration.
	 * @return its name, or the words for its version if the table cannot be read
	 */
	String file(DatabaseFailure failure, String version) {
		List<String> row = failure.server().row("select script from " + name() + " where version = ?", version);
		return row.isEmpty() ? "version " + version : row.get(0);
	}

	/**
	 * When and by which user a migration was applied.
	 * @return a clause, or an empty text if the table cannot be read
	 */
	String applied(DatabaseFailure failure, String version) {
		List<String> row = failure.server()
			.row("select to_char(installed_on, 'YYYY-MM-DD HH24:MI'), installed_by from " + name()
					+ " where version = ?", version);
		return row.isEmpty() ? "" : "applied at " + row.get(0) + " by " + row.get(1);
	}

	/**
	 * The versions that were applied last.
	 * @return as many as requested, the last one first
	 */
	List<String> last(DatabaseFailure failure, int count) {
		List<String> row = failure.server()
			.row("select string_agg(version, ',') from (select version from " + name()
					+ " where version is not null and success order by string_to_array(replace(version, '_', '.'), '.')::bigint[]"
					+ " desc limit " + count + ") last");
		return row.isEmpty() ? List.of() : Arrays.asList(row.get(0).split(","));
	}

}
