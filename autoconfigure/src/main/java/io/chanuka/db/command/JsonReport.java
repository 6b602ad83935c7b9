package io.chanuka.db.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * A report as one line of JSON.
 */
final class JsonReport {

	private final CommandReport report;

	JsonReport(CommandReport report) {
		this.report = report;
	}

	String text() {
		Map<String, Object> root = new LinkedHashMap<>();
		root.put("command", this.report.command().toString());
		root.put("succeeded", this.report.succeeded());
		root.putAll(this.report.facts());
		this.report.tables().forEach((table) -> root.put(table.name(), rows(table)));
		if (!this.report.actions().isEmpty()) {
			root.put("actions", this.report.actions());
		}
		return JsonWriter.<Map<String, Object>>standard().writeToString(root);
	}

	private static List<Map<String, @Nullable String>> rows(ReportTable table) {
		List<Map<String, @Nullable String>> rows = new ArrayList<>();
		for (List<@Nullable String> values : table.rows()) {
			Map<String, @Nullable String> row = new LinkedHashMap<>();
			for (int i = 0; i < values.size(); i++) {
				row.put(table.columns().get(i), values.get(i));
			}
			rows.add(row);
		}
		return rows;
	}

}
