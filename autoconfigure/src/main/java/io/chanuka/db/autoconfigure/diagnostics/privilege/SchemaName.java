package io.chanuka.db.autoconfigure.diagnostics.privilege;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;

/**
 * The schema whose privileges are missing: the one that the server names, else the one
 * that the URL names.
 */
final class SchemaName {

	private static final Pattern NAMED = Pattern.compile("permission denied for schema (\\S+)");

	private SchemaName() {
	}

	static String of(DatabaseFailure failure) {
		Matcher named = NAMED.matcher(failure.message());
		if (named.find()) {
			return Commands.identifier(named.group(1));
		}
		String path = failure.endpoint().parameters().getOrDefault("currentSchema", "public");
		return Commands.identifier(path.split(",")[0].strip());
	}

}
