package io.chanuka.db.command;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a report.
 *
 * @param name what the rows are
 * @param columns the names of the columns
 * @param rows the values, in the order of the columns; {@code null} where there is none
 */
public record ReportTable(String name, List<String> columns, List<List<@Nullable String>> rows) {

	public ReportTable {
		columns = List.copyOf(columns);
		rows = List.copyOf(rows);
	}

}
