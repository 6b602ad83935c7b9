package io.chanuka.db.autoconfigure.diagnostics.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.autoconfigure.diagnostics.failure.Commands;
import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import org.jspecify.annotations.Nullable;

/**
 * A file that was changed after it was applied.
 */
final class ChecksumMismatch implements FailureExplanation {

	private static final Pattern MISMATCH = Pattern
		.compile("checksum mismatch for migration (?:version (\\S+)|(\\S+))\\R"
				+ "-> Applied to database : (\\S+)\\R-> Resolved locally +: (-?\\d+)");

	private final HistoryRows history;

	ChecksumMismatch(HistoryRows history) {
		this.history = history;
	}

	@Override
	public String sentence() {
		return "Migration {file} was changed after it had been applied.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		Matcher mismatch = MISMATCH.matcher(FlywayMessage.of(failure.thrown()));
		if (!mismatch.find()) {
			return null;
		}
		String version = mismatch.group(1);
		String file = (version != null) ? this.history.file(failure, version) : mismatch.group(2);
		String applied = (version != null) ? this.history.applied(failure, version) : "";
		String checksum = mismatch.group(4);
		return Explanation.of(sentence(), "file", file)
			.because("Checksum in the database " + mismatch.group(3) + (applied.isEmpty() ? "" : " (" + applied + ")")
					+ ", of the file " + checksum + ".")
			.action("Restore the file as it was applied, and put the change into a new migration (git log -p -- '*"
					+ file + "').")
			.action("Or, if the schema is as the file describes it, accept the file:")
			.run(Commands.psql(failure) + " -c 'update " + this.history.name() + " set checksum = " + checksum
					+ " where script = $$" + file + "$$'");
	}

}
