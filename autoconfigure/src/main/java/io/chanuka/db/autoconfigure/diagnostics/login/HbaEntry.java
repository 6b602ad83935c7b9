package io.chanuka.db.autoconfigure.diagnostics.login;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;

/**
 * An entry of pg_hba.conf that admits the client.
 */
final class HbaEntry {

	private static final Pattern CLIENT = Pattern.compile("\"([0-9a-fA-F.:]+)\"");

	private HbaEntry() {
	}

	static String of(DatabaseFailure failure, String type) {
		Matcher client = CLIENT.matcher(failure.message());
		String address = client.find() ? client.group(1) : "<address of the client>";
		return type + " " + Commands.identifier(failure.database()) + " " + Commands.identifier(failure.user()) + " "
				+ address + (address.contains(":") ? "/128" : "/32") + " scram-sha-256";
	}

}
