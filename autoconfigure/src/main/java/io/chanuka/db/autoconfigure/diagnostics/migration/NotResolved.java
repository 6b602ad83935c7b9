package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.List;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;

/**
 * Applied migrations whose files the application does not have.
 */
final class NotResolved {

	private static final Pattern VERSION = Pattern.compile("applied migration not resolved locally: (.+)\\.\\R");

	private NotResolved() {
	}

	static List<String> versions(DatabaseFailure failure) {
		return VERSION.matcher(FlywayMessage.of(failure.thrown())).results().map((found) -> found.group(1)).toList();
	}

}
